package changke.play;

import changke.shared.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The standing order for a wheel every month.
@Repository
class WheelMonthly {

  /// Who ordered which version.
  record Standing(UUID plan, PersonId by) {}

  /// A period to come.
  record Next(Instant opens, Instant closes) {}

  private static final Duration AHEAD = Duration.ofDays(3);
  private static final Duration NOTICE = Duration.ofHours(1);
  private static final int SHORTEST_DAYS = 7;

  private static final String SET =
      """
      INSERT INTO play.wheel_monthly (plan, set_by, set_at) VALUES (:plan, :by, :at)
      ON CONFLICT (one) DO UPDATE SET plan = EXCLUDED.plan, set_by = EXCLUDED.set_by,
        set_at = EXCLUDED.set_at
      """;

  private static final String STOP =
      """
      DELETE FROM play.wheel_monthly
      """;

  private static final String FIND =
      """
      SELECT plan, set_by FROM play.wheel_monthly
      """;

  private final JdbcClient jdbc;

  WheelMonthly(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void set(UUID plan, PersonId by, Instant at) {
    jdbc.sql(SET)
        .param("plan", plan)
        .param("by", by.value())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  void stop() {
    jdbc.sql(STOP).update();
  }

  Optional<Standing> find() {
    return jdbc.sql(FIND)
        .query((row, number) ->
            new Standing(
                row.getObject("plan", UUID.class),
                new PersonId(row.getObject("set_by", UUID.class))))
        .optional();
  }

  /// The next period, once the last one is nearly over: it follows on, and ends with the month (or
  /// with the next, when less than a week is left). Without a running one it opens in an hour, so
  /// that everybody can read odds and promise before.
  static Optional<Next> next(Optional<Instant> lastCloses, Instant now, ZoneId zone) {
    if (lastCloses.filter(closes -> closes.isAfter(now.plus(AHEAD))).isPresent()) {
      return Optional.empty();
    }
    var soon = now.plus(NOTICE);
    var opens = lastCloses.filter(closes -> closes.isAfter(soon)).orElse(soon);
    var day = opens.atZone(zone).toLocalDate();
    var month = day.plusDays(SHORTEST_DAYS).withDayOfMonth(1).plusMonths(1);
    return Optional.of(new Next(opens, month.atStartOfDay(zone).toInstant()));
  }
}
