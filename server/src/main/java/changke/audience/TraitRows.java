package changke.audience;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TraitRows {

  private static final String PUT =
      """
      INSERT INTO audience.trait AS t (generation, identity, name, value, said_at)
      SELECT :generation, a.identity, a.name, a.value, a.said_at::timestamptz
      FROM unnest(:ids::uuid[], :names::text[], :values::text[], :times::text[])
           AS a (identity, name, value, said_at)
      WHERE (SELECT count(*) FROM audience.trait o
             WHERE o.generation = :generation AND o.identity = a.identity) < 50
         OR EXISTS (SELECT 1 FROM audience.trait o
                    WHERE o.generation = :generation AND o.identity = a.identity
                      AND o.name = a.name)
      ON CONFLICT (generation, identity, name) DO UPDATE
      SET value = excluded.value, said_at = excluded.said_at WHERE excluded.said_at >= t.said_at
      """;

  private static final String OF =
      """
      SELECT i.root, t.name, t.value
      FROM audience.trait t
      JOIN audience.identity i ON i.generation = t.generation AND i.id = t.identity
      WHERE t.generation = :generation AND i.root = ANY(:roots::uuid[])
      ORDER BY t.said_at, t.identity
      """;

  private static final String NAMES =
      """
      SELECT DISTINCT name FROM audience.trait WHERE generation = :generation
      ORDER BY name LIMIT 200
      """;

  private static final String REMOVE =
      """
      DELETE FROM audience.trait WHERE generation = :generation AND identity = ANY(:ids::uuid[])
      """;

  private static final String CLEAR =
      """
      DELETE FROM audience.trait WHERE generation = :generation
      """;

  record Key(UUID identity, String name) {}

  record Said(String value, Instant at) {
    Said orLater(Said other) {
      return other.at.isBefore(at) ? this : other;
    }
  }

  private final JdbcClient jdbc;

  TraitRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void put(int generation, Map<Key, Said> traits) {
    if (traits.isEmpty()) {
      return;
    }
    var keys = List.copyOf(traits.keySet());
    var all = keys.stream().map(traits::get).toList();
    jdbc.sql(PUT)
        .param("generation", generation)
        .param("ids", keys.stream().map(Key::identity).toArray(UUID[]::new))
        .param("names", keys.stream().map(Key::name).toArray(String[]::new))
        .param("values", all.stream().map(Said::value).toArray(String[]::new))
        .param("times", all.stream().map(said -> said.at().toString()).toArray(String[]::new))
        .update();
  }

  /// By person; of several identities' words the latest.
  Map<UUID, Map<String, String>> of(int generation, Collection<UUID> roots) {
    var all = new HashMap<UUID, Map<String, String>>();
    jdbc.sql(OF)
        .param("generation", generation)
        .param("roots", roots.toArray(UUID[]::new))
        .query(row -> {
          all.computeIfAbsent(row.getObject("root", UUID.class), id -> new TreeMap<>())
              .put(row.getString("name"), row.getString("value"));
        });
    return all;
  }

  List<String> names(int generation) {
    return jdbc.sql(NAMES).param("generation", generation).query(String.class).list();
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
}
