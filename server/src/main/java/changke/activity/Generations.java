package changke.activity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The parts of what was seen. Whoever writes keys holds [#LOCK] shared until the transaction ends;
/// whoever seals the open part holds it alone. So a sealed part never changes, and of two
/// deliveries of one message one sees the other in the open part or both see it in a sealed one.
@Repository
class Generations {

  private static final long LOCK = 0x6368616e676b6531L;

  private static final String SHARE =
      """
      SELECT 1 FROM (SELECT pg_advisory_xact_lock_shared(:lock)) AS locked
      """;

  private static final String ALONE =
      """
      SELECT 1 FROM (SELECT pg_advisory_xact_lock(:lock)) AS locked
      """;

  private static final String OPEN =
      """
      SELECT number FROM activity.generation WHERE sealed_at IS NULL
      """;

  private static final String OPENED_AT =
      """
      SELECT opened_at FROM activity.generation WHERE sealed_at IS NULL
      """;

  private static final String SEALED =
      """
      SELECT number, keys FROM activity.generation WHERE sealed_at IS NOT NULL
      ORDER BY number DESC LIMIT 10000
      """;

  private static final String FILTER =
      """
      SELECT filter FROM activity.generation WHERE number = :number AND filter IS NOT NULL
      """;

  private static final String SEAL =
      """
      UPDATE activity.generation SET sealed_at = :at WHERE number = :number AND sealed_at IS NULL
      """;

  private static final String BEGIN =
      """
      INSERT INTO activity.generation (number, opened_at) VALUES (:number, :at)
      """;

  private static final String KEEP_FILTER =
      """
      UPDATE activity.generation SET filter = :filter, keys = :keys WHERE number = :number
      """;

  private static final String OLD =
      """
      SELECT number FROM activity.generation WHERE sealed_at < :before ORDER BY number LIMIT 100
      """;

  private static final String FORGET =
      """
      DELETE FROM activity.generation WHERE number = :number
      """;

  private static final String COUNT =
      """
      SELECT count(*) FROM activity.seen WHERE generation = :number
      """;

  private static final String KEYS =
      """
      SELECT digest FROM activity.seen WHERE generation = ?
      """;

  private static final int ROWS_AT_ONCE = 20_000;

  /// A part that takes no more keys; `keys` is unknown until its filter was made.
  record Sealed(int number, @Nullable Long keys) {}

  /// The open part, held open until the transaction ends.
  int share(JdbcClient jdbc) {
    jdbc.sql(SHARE).param("lock", LOCK).query().singleValue();
    return open(jdbc);
  }

  int open(JdbcClient jdbc) {
    return jdbc.sql(OPEN).query(Integer.class).single();
  }

  Instant openedAt(JdbcClient jdbc) {
    return jdbc.sql(OPENED_AT).query((row, number) -> row.getTimestamp(1).toInstant()).single();
  }

  List<Sealed> sealed(JdbcClient jdbc) {
    return jdbc.sql(SEALED).query(Generations::read).list();
  }

  private static Sealed read(ResultSet row, int number) throws SQLException {
    var keys = row.getLong("keys");
    return new Sealed(row.getInt("number"), row.wasNull() ? null : keys);
  }

  /// Seals the open part and opens the next; false when somebody else did.
  boolean roll(JdbcClient jdbc, int number, Instant at) {
    jdbc.sql(ALONE).param("lock", LOCK).query().singleValue();
    if (jdbc.sql(SEAL).param("number", number).param("at", at.atOffset(ZoneOffset.UTC)).update()
        == 0) {
      return false;
    }
    var next = number + 1;
    jdbc.sql(
            "CREATE TABLE IF NOT EXISTS activity.seen_%d PARTITION OF activity.seen FOR VALUES IN (%d)"
                .formatted(next, next))
        .update();
    jdbc.sql(BEGIN).param("number", next).param("at", at.atOffset(ZoneOffset.UTC)).update();
    return true;
  }

  long count(JdbcClient jdbc, int number) {
    return jdbc.sql(COUNT).param("number", number).query(Long.class).single();
  }

  Optional<byte[]> filter(JdbcClient jdbc, int number) {
    return jdbc.sql(FILTER).param("number", number).query(byte[].class).optional();
  }

  /// Hands every key of a part to `use`; inside a transaction, so that rows come in portions.
  void eachKey(JdbcTemplate jdbc, int number, Consumer<UUID> use) {
    jdbc.setFetchSize(ROWS_AT_ONCE);
    jdbc.query(
        KEYS,
        row -> {
          use.accept(row.getObject(1, UUID.class));
        },
        number);
  }

  void keepFilter(JdbcClient jdbc, int number, byte[] filter, long keys) {
    jdbc.sql(KEEP_FILTER)
        .param("number", number)
        .param("filter", filter)
        .param("keys", keys)
        .update();
  }

  /// Drops the parts that were sealed before `before`, and returns how many.
  int trim(JdbcClient jdbc, Instant before) {
    var old =
        jdbc.sql(OLD).param("before", before.atOffset(ZoneOffset.UTC)).query(Integer.class).list();
    for (var number : old) {
      jdbc.sql("DROP TABLE IF EXISTS activity.seen_%d".formatted(number)).update();
      jdbc.sql(FORGET).param("number", number).update();
    }
    return old.size();
  }
}
