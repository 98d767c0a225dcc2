package changke.identity;

import changke.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Where people say they are: it decides their days, quiet hours and caps, so it changes at most
/// once in seven days.
@Repository
public class TimeZones {

  /// How long a zone is kept at least.
  public static final Duration KEPT = Duration.ofDays(7);

  private static final String LOCK =
      """
      SELECT zone, zone_since FROM identity.person WHERE id = :id FOR UPDATE
      """;

  private static final String MOVE =
      """
      UPDATE identity.person SET zone = :zone, zone_since = :at WHERE id = :id
      """;

  private static final String SINCE =
      """
      SELECT zone_since FROM identity.person WHERE id = :id
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  TimeZones(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// What came of a wish to move.
  public sealed interface Moved {
    /// Days are counted there from now on; also when they were already.
    record Done() implements Moved {}

    /// Somebody moved less than seven days ago, and may again from then on.
    record TooSoon(Instant from) implements Moved {}
  }

  /// Takes the person to another zone.
  @Transactional
  public Moved move(PersonId person, ZoneId zone) {
    var now = clock.instant();
    var home = jdbc.sql(LOCK).param("id", person.value()).query(TimeZones::home).single();
    var from = home.since().map(since -> since.plus(KEPT)).orElse(Instant.MIN);
    if (home.zone().equals(zone.getId())) {
      return new Moved.Done();
    }
    if (now.isBefore(from)) {
      return new Moved.TooSoon(from);
    }
    jdbc.sql(MOVE)
        .param("id", person.value())
        .param("zone", zone.getId())
        .param("at", now.atOffset(ZoneOffset.UTC))
        .update();
    return new Moved.Done();
  }

  /// From when on the person may move again; empty when they may now.
  public Optional<Instant> nextMove(PersonId person) {
    return jdbc.sql(SINCE)
        .param("id", person.value())
        .query((row, number) -> Optional.ofNullable(row.getTimestamp("zone_since")))
        .single()
        .map(since -> since.toInstant().plus(KEPT))
        .filter(clock.instant()::isBefore);
  }

  private record Home(String zone, Optional<Instant> since) {}

  private static Home home(java.sql.ResultSet row, int number) throws java.sql.SQLException {
    return new Home(
        row.getString("zone"),
        Optional.ofNullable(row.getTimestamp("zone_since")).map(java.sql.Timestamp::toInstant));
  }
}
