package changke.rewards;

import changke.shared.PersonId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Lots that expire soon and whose owner was not told.
@Repository
class ReminderRows {

  private static final String DUE =
      """
      SELECT person, expires_at, sum(open - held) AS points
      FROM rewards.lot
      WHERE open > held AND NOT reminded AND expires_at > :now AND expires_at <= :until
      GROUP BY person, expires_at ORDER BY expires_at, person LIMIT :most
      """;

  private static final String MARK =
      """
      UPDATE rewards.lot SET reminded = true
      WHERE person = :person AND expires_at = :expires AND NOT reminded
      """;

  /// What of a person expires at one moment.
  record Due(PersonId person, Instant expiresAt, long points) {}

  private final JdbcClient jdbc;

  ReminderRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Due> due(Instant now, Instant until, int most) {
    return jdbc.sql(DUE)
        .param("now", at(now))
        .param("until", at(until))
        .param("most", most)
        .query((row, n) ->
            new Due(
                new PersonId(row.getObject("person", UUID.class)),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getLong("points")))
        .list();
  }

  int mark(Due due) {
    return jdbc.sql(MARK)
        .param("person", due.person().value())
        .param("expires", at(due.expiresAt()))
        .update();
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
