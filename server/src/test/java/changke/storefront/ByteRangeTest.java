package changke.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ByteRangeTest {

  private static final String TAG = "\"v1\"";

  @Test
  void a_range_is_what_it_says() {
    assertThat(of("bytes=0-99")).isEqualTo(new ByteRange(0, 100, true));
    assertThat(of("bytes=900-")).isEqualTo(new ByteRange(900, 100, true));
    assertThat(of("bytes=-10")).isEqualTo(new ByteRange(990, 10, true));
    assertThat(of("bytes=-5000")).isEqualTo(new ByteRange(0, 1000, true));
    assertThat(of("bytes=990-5000")).isEqualTo(new ByteRange(990, 10, true));
    assertThat(of("bytes=999-999").header(1000)).isEqualTo("bytes 999-999/1000");
  }

  @Test
  void what_lies_behind_the_end_cannot_be_had() {
    for (var range :
        new String[] {"bytes=1000-", "bytes=1000-2000", "bytes=-0", "bytes=99999999999999-"}) {
      assertThat(of(range).isUnsatisfiable()).as(range).isTrue();
    }
  }

  @Test
  void what_cannot_be_read_is_answered_with_everything() {
    for (var range :
        new String[] {
          null, "", "bytes=-", "bytes=5-2", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b"
        }) {
      assertThat(of(range)).as(range).isEqualTo(new ByteRange(0, 1000, false));
    }
  }

  @Test
  void a_part_of_another_version_is_not_put_behind_this_one() {
    assertThat(ByteRange.of("bytes=5-", TAG, TAG, 1000).isPart()).isTrue();
    assertThat(ByteRange.of("bytes=5-", "\"v0\"", TAG, 1000).isPart()).isFalse();
  }

  private static ByteRange of(@Nullable String range) {
    return ByteRange.of(range, null, TAG, 1000);
  }
}
