package changke.audience;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SegmentRows {

  static final int MOST = 200;

  private static final String COLUMNS =
      """
      SELECT id, name, unit, rule, version, founding, founded_to, made_by, made_at, changed_at
      FROM audience.segment
      """;

  private static final String ALL =
      COLUMNS + "WHERE ended_at IS NULL ORDER BY made_at, id LIMIT " + MOST;

  private static final String FIND = COLUMNS + "WHERE id = :id AND ended_at IS NULL";

  private static final String FOUNDING =
      """
      SELECT id, founded_to FROM audience.segment
      WHERE founding AND ended_at IS NULL ORDER BY made_at, id LIMIT 1
      """;

  private static final String COUNT =
      """
      SELECT count(*) FROM audience.segment WHERE ended_at IS NULL
      """;

  private static final String INSERT =
      """
      INSERT INTO audience.segment
        (id, name, unit, rule, version, founding, made_by, made_at, changed_at)
      VALUES (:id, :name, :unit, :rule::jsonb, 1, true, :by, :at, :at)
      """;

  private static final String CHANGE =
      """
      UPDATE audience.segment
      SET name = :name, version = version + 1, changed_at = :at,
          founding = founding OR rule <> :rule::jsonb,
          founded_to = CASE WHEN rule <> :rule::jsonb THEN NULL ELSE founded_to END,
          rule = :rule::jsonb
      WHERE id = :id AND version = :version AND ended_at IS NULL
      """;

  private static final String FOUNDED =
      """
      UPDATE audience.segment SET founded_to = :to, founding = NOT :done WHERE id = :id
      """;

  private static final String END =
      """
      UPDATE audience.segment SET ended_at = :at WHERE id = :id AND ended_at IS NULL
      """;

  record Founding(UUID id, @Nullable UUID to) {}

  private final JdbcClient jdbc;

  SegmentRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Segment> all() {
    return jdbc.sql(ALL).query(SegmentRows::read).list();
  }

  Optional<Segment> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query(SegmentRows::read).optional();
  }

  Optional<Founding> founding() {
    return jdbc.sql(FOUNDING)
        .query((row, number) ->
            new Founding(row.getObject("id", UUID.class), row.getObject("founded_to", UUID.class)))
        .optional();
  }

  int count() {
    return jdbc.sql(COUNT).query(Integer.class).single();
  }

  void insert(UUID id, String name, Unit unit, String rule, UUID by, Instant at) {
    jdbc.sql(INSERT)
        .param("id", id)
        .param("name", name)
        .param("unit", unit.name())
        .param("rule", rule)
        .param("by", by)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  boolean change(UUID id, int version, String name, String rule, Instant at) {
    return jdbc.sql(CHANGE)
            .param("id", id)
            .param("version", version)
            .param("name", name)
            .param("rule", rule)
            .param("at", at.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  void founded(UUID id, @Nullable UUID to, boolean done) {
    jdbc.sql(FOUNDED)
        .param("id", id)
        .param("to", to == null ? new UUID(0, 0) : to)
        .param("done", done)
        .update();
  }

  boolean end(UUID id, Instant at) {
    return jdbc.sql(END).param("id", id).param("at", at.atOffset(ZoneOffset.UTC)).update() == 1;
  }

  private static Segment read(ResultSet row, int number) throws SQLException {
    return new Segment(
        row.getObject("id", UUID.class),
        row.getString("name"),
        Unit.valueOf(row.getString("unit")),
        ((Rules.Read.Fine) Rules.read(row.getString("rule"))).rule(),
        row.getInt("version"),
        row.getBoolean("founding"),
        row.getObject("made_by", UUID.class),
        row.getTimestamp("made_at").toInstant(),
        row.getTimestamp("changed_at").toInstant());
  }
}
