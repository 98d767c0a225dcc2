package changke.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WheelMonthlyTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @Test
  void the_next_month_follows_on_when_this_one_is_nearly_over() {
    var next = next("2026-04-01T00:00", "2026-03-30T12:00").orElseThrow();
    assertThat(next.opens()).isEqualTo(at("2026-04-01T00:00"));
    assertThat(next.closes()).isEqualTo(at("2026-05-01T00:00"));
  }

  @Test
  void nothing_is_announced_while_the_month_is_young() {
    assertThat(next("2026-04-01T00:00", "2026-03-20T12:00")).isEmpty();
  }

  @Test
  void the_first_one_opens_in_an_hour_and_ends_with_the_month_or_the_next() {
    var first = WheelMonthly.next(Optional.empty(), at("2028-02-10T09:00"), SHANGHAI).orElseThrow();
    assertThat(first.opens()).isEqualTo(at("2028-02-10T10:00"));
    assertThat(first.closes()).isEqualTo(at("2028-03-01T00:00"));
    var late = WheelMonthly.next(Optional.empty(), at("2028-02-27T09:00"), SHANGHAI).orElseThrow();
    assertThat(late.closes()).isEqualTo(at("2028-04-01T00:00"));
  }

  @Test
  void after_a_gap_it_starts_anew_with_notice() {
    var next = next("2026-03-01T00:00", "2026-03-12T12:00").orElseThrow();
    assertThat(next.opens()).isEqualTo(at("2026-03-12T13:00"));
  }

  private static Optional<WheelMonthly.Next> next(String lastCloses, String now) {
    return WheelMonthly.next(Optional.of(at(lastCloses)), at(now), SHANGHAI);
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(SHANGHAI).toInstant();
  }
}
