package changke.journeys;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RunRows {

  private static final String BEGIN =
      """
      INSERT INTO journeys.run (journey, at, after, done)
      VALUES (:journey, :at, '00000000-0000-0000-0000-000000000000', false) ON CONFLICT DO NOTHING
      """;

  private static final String LOCK =
      """
      SELECT after FROM journeys.run WHERE journey = :journey AND at = :at AND NOT done FOR UPDATE
      """;

  private static final String DONE =
      """
      SELECT done FROM journeys.run WHERE journey = :journey AND at = :at
      """;

  private static final String MOVE =
      """
      UPDATE journeys.run SET after = :after, done = :done WHERE journey = :journey AND at = :at
      """;

  private final JdbcClient jdbc;

  RunRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  boolean begin(UUID journey, Instant at) {
    return jdbc.sql(BEGIN)
            .param("journey", journey)
            .param("at", at.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  Optional<UUID> lock(UUID journey, Instant at) {
    return jdbc.sql(LOCK)
        .param("journey", journey)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .query(UUID.class)
        .optional();
  }

  boolean isDone(UUID journey, Instant at) {
    return jdbc.sql(DONE)
        .param("journey", journey)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  void move(UUID journey, Instant at, UUID after, boolean done) {
    jdbc.sql(MOVE)
        .param("journey", journey)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("after", after)
        .param("done", done)
        .update();
  }
}
