package changke.webhooks;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Attempts {

  private static final int KEPT = 20;

  /// A second note of the same try, by a process that was slow, changes nothing.
  private static final String ADD =
      """
      INSERT INTO webhooks.attempt (delivery, number, at, took_ms, status, problem, said)
      VALUES (:delivery, :number, :at, :took, CAST(:status AS int), :problem, :said)
      ON CONFLICT (delivery, number) DO NOTHING
      """;

  private static final String PRUNE =
      "DELETE FROM webhooks.attempt WHERE delivery = :delivery AND number <= :last";
  private static final String OF =
      """
      SELECT number, at, took_ms, status, problem, said FROM webhooks.attempt
      WHERE delivery = :delivery ORDER BY number DESC LIMIT 50
      """;

  private final JdbcClient jdbc;

  Attempts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(UUID delivery, int number, Instant at, Answer answer) {
    jdbc.sql(ADD)
        .param("delivery", delivery)
        .param("number", number)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("took", answer.tookMs())
        .param("status", answer.status() == 0 ? null : answer.status())
        .param("problem", answer.problem())
        .param("said", answer.said())
        .update();
    if (number > KEPT) {
      jdbc.sql(PRUNE).param("delivery", delivery).param("last", number - KEPT).update();
    }
  }

  /// The last tries, the newest first.
  List<Attempt> of(UUID delivery) {
    return jdbc.sql(OF)
        .param("delivery", delivery)
        .query((row, _) ->
            new Attempt(
                row.getInt("number"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getLong("took_ms"),
                row.getObject("status", Integer.class),
                row.getString("problem"),
                row.getString("said")))
        .list();
  }
}
