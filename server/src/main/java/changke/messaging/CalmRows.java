package changke.messaging;

import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Caps and quiet hours that people chose for themselves.
@Repository
class CalmRows {

  private static final String OF =
      """
      SELECT per_day, per_week, quiet_from, quiet_to FROM messaging.calm WHERE person_id = :person
      """;

  private static final String WRITE =
      """
      INSERT INTO messaging.calm (person_id, per_day, per_week, quiet_from, quiet_to, at)
      VALUES (:person, :day, :week, :from, :to, :at)
      ON CONFLICT (person_id) DO UPDATE
      SET per_day = excluded.per_day, per_week = excluded.per_week, quiet_from = excluded.quiet_from,
          quiet_to = excluded.quiet_to, at = excluded.at
      """;

  private final JdbcClient jdbc;

  CalmRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Calm> of(PersonId person) {
    return jdbc.sql(OF).param("person", person.value()).query(CalmRows::calm).optional();
  }

  void write(PersonId person, Calm calm, Instant now) {
    var quiet = calm.quiet();
    jdbc.sql(WRITE)
        .param("person", person.value())
        .param("day", calm.perDay().code())
        .param("week", calm.perWeek().code())
        .param("from", quiet == null ? null : quiet.from())
        .param("to", quiet == null ? null : quiet.to())
        .param("at", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  static Calm calm(ResultSet row, int number) throws SQLException {
    return new Calm(
        Cap.parse(row.getString("per_day")),
        Cap.parse(row.getString("per_week")),
        StandingRows.quiet(
            row.getObject("quiet_from", LocalTime.class),
            row.getObject("quiet_to", LocalTime.class)));
  }
}
