package changke.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {

  static final long NOON = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

  final AtomicLong millis = new AtomicLong(NOON);
  final Ids ids = new Ids(() -> Instant.ofEpochMilli(millis.get()), new Random(1));

  @Test
  void an_id_is_a_uuid_of_version_seven_with_its_millisecond() {
    var id = ids.next();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON);
  }

  @Test
  void ids_of_one_millisecond_are_in_the_order_they_were_made() {
    assertThat(texts(10_000))
        .isSortedAccordingTo(Comparator.naturalOrder())
        .doesNotHaveDuplicates();
  }

  @Test
  void ids_stay_in_order_when_the_clock_steps_back() {
    var before = ids.next();
    millis.addAndGet(-5_000);

    assertThat(ids.next().toString()).isGreaterThan(before.toString());
  }

  private List<String> texts(int count) {
    return Stream.generate(ids::next).limit(count).map(UUID::toString).toList();
  }
}
