package changke.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuietHoursTest {

  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("Europe/Berlin"),
          ZoneId.of("America/St_Johns"),
          ZoneId.of("Australia/Lord_Howe"),
          ZoneId.of("Asia/Shanghai"),
          ZoneId.of("Africa/Casablanca"));

  /// Walks minute by minute until it is not quiet any more.
  private static Instant naive(QuietHours quiet, Instant now, ZoneId zone) {
    var at = now;
    while (quiet.holds(at.atZone(zone).toLocalTime())) {
      at = at.plus(Duration.ofMinutes(1));
    }
    return at;
  }

  @Test
  void they_end_at_the_first_minute_that_is_not_quiet_whatever_the_clocks_do() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    for (int round = 0; round < 4000; round++) {
      var zone = ZONES.get(random.nextInt(ZONES.size()));
      var from = LocalTime.of(random.nextInt(24), 15 * random.nextInt(4));
      var quiet = new QuietHours(from, from.plusMinutes(15L * random.nextInt(4, 80)));
      // Half of the moments lie around a night in which the clocks change.
      var shift = zone.getRules().nextTransition(Instant.parse("2026-01-01T00:00:00Z"));
      var middle =
          shift == null || random.nextBoolean()
              ? Instant.parse("2026-06-01T00:00:00Z")
              : random.nextBoolean()
                  ? shift.getInstant()
                  : zone.getRules().nextTransition(shift.getInstant()).getInstant();
      var now = middle.plus(Duration.ofMinutes(random.nextInt(-1440, 1440)));
      assertThat(settled(quiet, now, zone))
          .as("seed %d: %s at %s in %s", seed, quiet, now, zone)
          .isEqualTo(naive(quiet, now, zone));
    }
  }

  /// What is held is decided anew when it is due: that closes what a doubled hour leaves open.
  private static Instant settled(QuietHours quiet, Instant now, ZoneId zone) {
    var open = quiet.open(now, zone);
    while (quiet.holds(open.atZone(zone).toLocalTime())) {
      open = quiet.open(open, zone);
    }
    return open;
  }

  @Test
  void the_same_time_twice_is_no_quiet_at_all() {
    var none = new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
    for (int hour = 0; hour < 24; hour++) {
      assertThat(none.holds(LocalTime.of(hour, 30))).isFalse();
    }
  }
}
