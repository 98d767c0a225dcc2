package changke.activity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Cursors {

  private static final String CREATE =
      """
      INSERT INTO activity.cursor (consumer, position, moved_at) VALUES (:consumer, 0, :at)
      ON CONFLICT DO NOTHING
      """;

  private static final String LOCK =
      """
      SELECT position FROM activity.cursor WHERE consumer = :consumer FOR UPDATE SKIP LOCKED
      """;

  private static final String MOVE =
      """
      UPDATE activity.cursor SET position = :position, moved_at = :at WHERE consumer = :consumer
      """;

  private static final String LOCK_ANYWAY =
      """
      SELECT position FROM activity.cursor WHERE consumer = :consumer FOR UPDATE
      """;

  private static final String FORGET =
      """
      DELETE FROM activity.cursor WHERE consumer = :consumer
      """;

  private static final String ALL =
      """
      SELECT consumer, position FROM activity.cursor
      """;

  private final JdbcClient jdbc;

  Cursors(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void create(String consumer, Instant at) {
    jdbc.sql(CREATE).param("consumer", consumer).param("at", at.atOffset(ZoneOffset.UTC)).update();
  }

  /// Locks the cursor until the transaction ends; empty when another one holds it.
  Optional<Long> lock(String consumer) {
    return jdbc.sql(LOCK).param("consumer", consumer).query(Long.class).optional();
  }

  /// Waits for whoever holds it.
  long lockAnyway(String consumer) {
    return jdbc.sql(LOCK_ANYWAY).param("consumer", consumer).query(Long.class).single();
  }

  void forget(String consumer) {
    jdbc.sql(FORGET).param("consumer", consumer).update();
  }

  void move(String consumer, long position, Instant at) {
    jdbc.sql(MOVE)
        .param("consumer", consumer)
        .param("position", position)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  Map<String, Long> all() {
    var positions = new HashMap<String, Long>();
    jdbc.sql(ALL)
        .query(row -> {
          positions.put(row.getString("consumer"), row.getLong("position"));
        });
    return positions;
  }
}
