package changke.journeys;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What happens to everybody in a journey at once.
@Repository
class InstanceLives {

  private static final String REST =
      """
      UPDATE journeys.instance SET due_at = NULL WHERE journey = :journey AND ended_at IS NULL
      """;

  private static final String WAKE_ALL =
      """
      UPDATE journeys.instance SET due_at = :now WHERE journey = :journey AND ended_at IS NULL
      """;

  private static final String END_ALL =
      """
      UPDATE journeys.instance SET due_at = NULL, ended_at = :now, ended = :why
      WHERE journey = :journey AND ended_at IS NULL
      """;

  private static final String CLOSE =
      """
      UPDATE journeys.instance SET watched = false WHERE id IN (
        SELECT id FROM journeys.instance WHERE watched AND watched_to < :before AND ended_at IS NOT NULL
        ORDER BY watched_to LIMIT 5000)
      """;

  private final JdbcClient jdbc;

  InstanceLives(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void rest(UUID journey) {
    jdbc.sql(REST).param("journey", journey).update();
  }

  void wakeAll(UUID journey, Instant now) {
    jdbc.sql(WAKE_ALL)
        .param("journey", journey)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  void endAll(UUID journey, String why, Instant now) {
    jdbc.sql(END_ALL)
        .param("journey", journey)
        .param("why", why)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  /// Those whose time of being looked at has passed need not be found by every event any more.
  int close(Instant before) {
    return jdbc.sql(CLOSE).param("before", before.atOffset(ZoneOffset.UTC)).update();
  }
}
