package changke.play;

import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Periods, their stock, and the count that whoever spins holds.
@Repository
class WheelPeriods {

  private static final int MOST = 200;
  private static final int MOST_IN_ARCHIVE = 10_000;

  private static final String INSERT =
      """
      INSERT INTO play.wheel_period
        (id, plan, opens, closes, promise, sealed_seed, announced_by, announced_at)
      VALUES (:id, :plan, :opens, :closes, :promise, :sealed, :by, :at)
      """;

  private static final String INSERT_COUNT =
      """
      INSERT INTO play.wheel_count (period) VALUES (:id)
      """;

  private static final String INSERT_STOCK =
      """
      INSERT INTO play.wheel_stock (period, position, remaining)
      SELECT :id, position, stock FROM play.wheel_prize WHERE plan = :plan AND stock IS NOT NULL
      """;

  private static final String OVERLAPS =
      """
      SELECT EXISTS (SELECT 1 FROM play.wheel_period
                     WHERE tstzrange(opens, closes) && tstzrange(:opens, :closes))
      """;

  private static final String FIND =
      """
      SELECT id, plan, opens, closes, announced_at, promise, seed
      FROM play.wheel_period WHERE id = :id
      """;

  private static final String NEWEST =
      """
      SELECT id, plan, opens, closes, announced_at, promise, seed
      FROM play.wheel_period ORDER BY opens DESC LIMIT :most
      """;

  private static final String CLOSING_AFTER =
      """
      SELECT id, plan, opens, closes, announced_at, promise, seed
      FROM play.wheel_period WHERE closes > :since ORDER BY opens LIMIT :most
      """;

  private static final String OPEN_OR_NEXT =
      """
      SELECT id, plan, opens, closes, announced_at, promise, seed
      FROM play.wheel_period WHERE closes > :now ORDER BY opens LIMIT 1
      """;

  private static final String SEALED =
      """
      SELECT sealed_seed FROM play.wheel_period WHERE id = :id
      """;

  private static final String OVER_AND_SEALED =
      """
      SELECT id FROM play.wheel_period WHERE closes <= :now AND seed IS NULL LIMIT :most
      """;

  private static final String REVEAL =
      """
      UPDATE play.wheel_period SET seed = :seed, revealed_at = :at WHERE id = :id AND seed IS NULL
      """;

  private static final String LOCK_COUNT =
      """
      SELECT draws FROM play.wheel_count WHERE period = :id FOR UPDATE
      """;

  private static final String COUNT =
      """
      SELECT draws FROM play.wheel_count WHERE period = :id
      """;

  private static final String SET_COUNT =
      """
      UPDATE play.wheel_count SET draws = :draws WHERE period = :id
      """;

  private static final String TAKE =
      """
      UPDATE play.wheel_stock SET remaining = remaining - 1
      WHERE period = :id AND position = :position AND remaining > 0
      """;

  private static final String STOCK =
      """
      SELECT position, remaining FROM play.wheel_stock WHERE period = :id
      """;

  private final JdbcClient jdbc;
  private final WheelPlans plans;

  WheelPeriods(JdbcClient jdbc, WheelPlans plans) {
    this.jdbc = jdbc;
    this.plans = plans;
  }

  boolean overlaps(Instant opens, Instant closes) {
    return jdbc.sql(OVERLAPS)
        .param("opens", opens.atOffset(ZoneOffset.UTC))
        .param("closes", closes.atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  void insert(
      UUID id,
      WheelPlan plan,
      Instant opens,
      Instant closes,
      byte[] promise,
      byte[] sealed,
      PersonId by,
      Instant at) {
    jdbc.sql(INSERT)
        .param("id", id)
        .param("plan", plan.id())
        .param("opens", opens.atOffset(ZoneOffset.UTC))
        .param("closes", closes.atOffset(ZoneOffset.UTC))
        .param("promise", promise)
        .param("sealed", sealed)
        .param("by", by.value())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
    jdbc.sql(INSERT_COUNT).param("id", id).update();
    jdbc.sql(INSERT_STOCK).param("id", id).param("plan", plan.id()).update();
  }

  Optional<WheelPeriod> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query(this::period).optional();
  }

  Optional<WheelPeriod> openOrNext(Instant now) {
    return jdbc.sql(OPEN_OR_NEXT)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query(this::period)
        .optional();
  }

  List<WheelPeriod> newest() {
    return jdbc.sql(NEWEST).param("most", MOST).query(this::period).list();
  }

  List<WheelPeriod> closingAfter(Instant since) {
    return jdbc.sql(CLOSING_AFTER)
        .param("since", since.atOffset(ZoneOffset.UTC))
        .param("most", MOST_IN_ARCHIVE)
        .query(this::period)
        .list();
  }

  byte[] sealedSeed(UUID id) {
    return jdbc.sql(SEALED).param("id", id).query(byte[].class).single();
  }

  List<UUID> overAndSealed(Instant now) {
    return jdbc.sql(OVER_AND_SEALED)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("most", MOST)
        .query(UUID.class)
        .list();
  }

  void reveal(UUID id, byte[] seed, Instant at) {
    jdbc.sql(REVEAL)
        .param("id", id)
        .param("seed", seed)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  /// How often the period was drawn; nobody else draws in it until the transaction ends.
  int lockCount(UUID id) {
    return jdbc.sql(LOCK_COUNT).param("id", id).query(Integer.class).single();
  }

  int count(UUID id) {
    return jdbc.sql(COUNT).param("id", id).query(Integer.class).single();
  }

  void setCount(UUID id, int draws) {
    jdbc.sql(SET_COUNT).param("id", id).param("draws", draws).update();
  }

  /// Takes one piece; false when there is none.
  boolean take(UUID id, int position) {
    return jdbc.sql(TAKE).param("id", id).param("position", position).update() == 1;
  }

  /// What is left, by position, of the prizes that can run out.
  Map<Integer, Integer> stock(UUID id) {
    var left = new HashMap<Integer, Integer>();
    jdbc.sql(STOCK)
        .param("id", id)
        .query(row -> {
          left.put(row.getInt("position"), row.getInt("remaining"));
        });
    return left;
  }

  private WheelPeriod period(ResultSet row, int number) throws SQLException {
    var seed = row.getBytes("seed");
    return new WheelPeriod(
        row.getObject("id", UUID.class),
        plans.find(row.getObject("plan", UUID.class)).orElseThrow(),
        row.getTimestamp("opens").toInstant(),
        row.getTimestamp("closes").toInstant(),
        row.getTimestamp("announced_at").toInstant(),
        WheelPeriod.hex(row.getBytes("promise")),
        seed == null ? null : WheelPeriod.hex(seed));
  }
}
