package changke.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AddressLimitTest {

  private static final long SECOND = 1_000_000_000L;

  private final AddressLimit limit =
      new AddressLimit(new PageSettings(ZoneId.of("UTC"), List.of(), 5, 20));

  @Test
  void an_address_may_send_its_burst_and_then_its_rate() {
    assertThat(allowed("203.0.113.7", false, 100, 0)).isEqualTo(20);
    assertThat(allowed("203.0.113.7", false, 100, 2 * SECOND)).isEqualTo(10);
    assertThat(allowed("203.0.113.8", false, 100, 2 * SECOND)).isEqualTo(20);
  }

  /// Many buyers, one provider: its notifications are not turned away with the first crowd, and
  /// whoever only looks at pages from the same address takes nothing from them.
  @Test
  void a_provider_in_a_rush_is_not_turned_away() {
    assertThat(allowed("203.0.113.7", false, 100, 0)).isEqualTo(20);
    assertThat(allowed("203.0.113.7", true, 1_000, 0)).isEqualTo(200);
    assertThat(allowed("203.0.113.7", true, 1_000, SECOND)).isEqualTo(50);
  }

  private long allowed(String address, boolean provider, int tries, long now) {
    return IntStream.range(0, tries).filter(i -> limit.take(address, provider, now)).count();
  }
}
