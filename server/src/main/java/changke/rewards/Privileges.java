package changke.rewards;

import changke.shared.PersonId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Benefits that points were exchanged for.
@Repository
class Privileges {

  private static final String UNTIL =
      """
      SELECT max(until) FROM rewards.privilege WHERE person = :person AND benefit = :benefit
      """;

  /// One follows on the other, so that nobody pays twice for the same days.
  private static final String GRANT =
      """
      INSERT INTO rewards.privilege (request, person, benefit, since, until)
      SELECT :request, :person, :benefit, s.since, s.since + make_interval(hours => 24 * :days::int)
      FROM (SELECT greatest(:now, max(until)) AS since FROM rewards.privilege
            WHERE person = :person AND benefit = :benefit) s
      """;

  private static final String REHOME =
      """
      UPDATE rewards.privilege SET person = :into WHERE person = :from
      """;

  private static final String FORGET =
      """
      DELETE FROM rewards.privilege WHERE person = :person
      """;

  private final JdbcClient jdbc;

  Privileges(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Instant> until(PersonId person, Benefit benefit) {
    return jdbc.sql(UNTIL)
        .param("person", person.value())
        .param("benefit", benefit.name())
        .query((row, n) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
        .single()
        .map(OffsetDateTime::toInstant);
  }

  void grant(UUID request, PersonId person, Exchange.Right right, Instant now) {
    jdbc.sql(GRANT)
        .param("request", request)
        .param("person", person.value())
        .param("benefit", right.benefit().name())
        .param("days", right.days())
        .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
        .update();
  }

  void rehome(PersonId from, PersonId into) {
    jdbc.sql(REHOME).param("from", from.value()).param("into", into.value()).update();
  }

  void forget(PersonId person) {
    jdbc.sql(FORGET).param("person", person.value()).update();
  }
}
