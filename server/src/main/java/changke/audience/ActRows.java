package changke.audience;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ActRows {

  private static final String OF =
      """
      SELECT identity, kind, first_at, last_at, total, days FROM audience.act
      WHERE generation = :generation AND identity = ANY(:ids::uuid[])
      """;

  private static final String SAVE =
      """
      INSERT INTO audience.act (generation, identity, kind, first_at, last_at, total, days)
      SELECT :generation, a.identity, a.kind, a.first_at::timestamptz, a.last_at::timestamptz,
             a.total, a.days
      FROM unnest(:ids::uuid[], :kinds::text[], :firsts::text[], :lasts::text[], :totals::bigint[],
                  :days::bytea[]) AS a (identity, kind, first_at, last_at, total, days)
      ON CONFLICT (generation, identity, kind) DO UPDATE
      SET first_at = excluded.first_at, last_at = excluded.last_at, total = excluded.total,
          days = excluded.days
      """;

  private static final String REMOVE =
      """
      DELETE FROM audience.act WHERE generation = :generation AND identity = ANY(:ids::uuid[])
      """;

  private static final String CLEAR =
      """
      DELETE FROM audience.act WHERE generation = :generation
      """;

  private static final String KINDS =
      """
      SELECT name FROM audience.kind WHERE unit = :unit ORDER BY name LIMIT 500
      """;

  private static final String ADD_KINDS =
      """
      INSERT INTO audience.kind (name, unit, first_seen)
      SELECT k.name, k.unit, now() FROM unnest(:names::text[], :units::text[]) AS k (name, unit)
      WHERE (SELECT count(*) FROM audience.kind) < 1000
      ON CONFLICT DO NOTHING
      """;

  private final JdbcClient jdbc;

  ActRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// What these identities did, by identity and kind.
  Map<UUID, Map<String, Acts>> of(int generation, Collection<UUID> identities) {
    var all = new HashMap<UUID, Map<String, Acts>>();
    jdbc.sql(OF)
        .param("generation", generation)
        .param("ids", identities.toArray(UUID[]::new))
        .query(row -> {
          all.computeIfAbsent(row.getObject("identity", UUID.class), id -> new HashMap<>())
              .put(
                  row.getString("kind"),
                  new Acts(
                      row.getTimestamp("first_at").toInstant(),
                      row.getTimestamp("last_at").toInstant(),
                      row.getLong("total"),
                      DayCounts.of(row.getBytes("days"))));
        });
    return all;
  }

  void save(int generation, Map<Delta.Key, Acts> acts) {
    if (acts.isEmpty()) {
      return;
    }
    var keys = List.copyOf(acts.keySet());
    var values = keys.stream().map(acts::get).toList();
    jdbc.sql(SAVE)
        .param("generation", generation)
        .param("ids", keys.stream().map(Delta.Key::identity).toArray(UUID[]::new))
        .param("kinds", keys.stream().map(Delta.Key::kind).toArray(String[]::new))
        .param("firsts", values.stream().map(a -> a.first().toString()).toArray(String[]::new))
        .param("lasts", values.stream().map(a -> a.last().toString()).toArray(String[]::new))
        .param("totals", values.stream().map(Acts::total).toArray(Long[]::new))
        .param("days", values.stream().map(a -> a.days().toBytes()).toArray(byte[][]::new))
        .update();
  }

  void remove(int generation, Collection<UUID> identities) {
    jdbc.sql(REMOVE)
        .param("generation", generation)
        .param("ids", identities.toArray(UUID[]::new))
        .update();
  }

  int clear(int generation) {
    return jdbc.sql(CLEAR).param("generation", generation).update();
  }

  List<String> kinds(Unit unit) {
    return jdbc.sql(KINDS).param("unit", unit.name()).query(String.class).list();
  }

  /// Notes kinds for lists to choose from, up to a thousand.
  void addKinds(Map<String, Unit> kinds) {
    jdbc.sql(ADD_KINDS)
        .param("names", kinds.keySet().toArray(String[]::new))
        .param("units", kinds.values().stream().map(Unit::name).toArray(String[]::new))
        .update();
  }
}
