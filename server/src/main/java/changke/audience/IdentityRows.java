package changke.audience;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class IdentityRows {

  private static final String ADD =
      """
      INSERT INTO audience.identity AS i (generation, id, unit, house, root)
      SELECT :generation, a.id, a.unit, a.house, a.id
      FROM unnest(:ids::uuid[], :units::text[], :houses::boolean[]) AS a (id, unit, house)
      ON CONFLICT (generation, id) DO UPDATE SET house = true WHERE excluded.house AND NOT i.house
      """;

  private static final String ROOTS =
      """
      SELECT DISTINCT root FROM audience.identity
      WHERE generation = :generation AND id = ANY(:ids::uuid[])
      """;

  private static final String ROOT =
      """
      SELECT root FROM audience.identity WHERE generation = :generation AND id = :id
      """;

  private static final String ROOT_OF_EACH =
      """
      SELECT id, root FROM audience.identity
      WHERE generation = :generation AND id = ANY(:ids::uuid[])
      """;

  private static final String FAMILIES =
      """
      SELECT id, unit, house, root FROM audience.identity
      WHERE generation = :generation AND root = ANY(:roots::uuid[])
      """;

  private static final String MOVE =
      """
      UPDATE audience.identity SET root = :root
      WHERE generation = :generation AND id = ANY(:ids::uuid[])
      """;

  private static final String REMOVE =
      """
      DELETE FROM audience.identity WHERE generation = :generation AND id = ANY(:ids::uuid[])
      """;

  private static final String AFTER =
      """
      SELECT DISTINCT root FROM audience.identity
      WHERE generation = :generation AND root > :after ORDER BY root LIMIT :most
      """;

  private static final String CLEAR =
      """
      DELETE FROM audience.identity WHERE generation = :generation
      """;

  /// @param root the identity that stands for the person
  record Row(UUID id, Unit unit, boolean house, UUID root) {}

  private final JdbcClient jdbc;

  IdentityRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(int generation, Map<UUID, Delta.Sighting> seen) {
    if (seen.isEmpty()) {
      return;
    }
    jdbc.sql(ADD)
        .param("generation", generation)
        .param("ids", seen.keySet().toArray(UUID[]::new))
        .param("units", seen.values().stream().map(s -> s.unit().name()).toArray(String[]::new))
        .param("houses", seen.values().stream().map(Delta.Sighting::house).toArray(Boolean[]::new))
        .update();
  }

  Set<UUID> roots(int generation, Collection<UUID> ids) {
    return new HashSet<>(
        jdbc.sql(ROOTS)
            .param("generation", generation)
            .param("ids", ids.toArray(UUID[]::new))
            .query(UUID.class)
            .list());
  }

  Optional<UUID> root(int generation, UUID id) {
    return jdbc.sql(ROOT)
        .param("generation", generation)
        .param("id", id)
        .query(UUID.class)
        .optional();
  }

  Map<UUID, UUID> rootOfEach(int generation, Collection<UUID> ids) {
    var roots = new HashMap<UUID, UUID>();
    jdbc.sql(ROOT_OF_EACH)
        .param("generation", generation)
        .param("ids", ids.toArray(UUID[]::new))
        .query(row -> {
          roots.put(row.getObject("id", UUID.class), row.getObject("root", UUID.class));
        });
    return roots;
  }

  List<Row> families(int generation, Collection<UUID> roots) {
    return jdbc.sql(FAMILIES)
        .param("generation", generation)
        .param("roots", roots.toArray(UUID[]::new))
        .query(IdentityRows::read)
        .list();
  }

  void move(int generation, Collection<UUID> ids, UUID root) {
    jdbc.sql(MOVE)
        .param("generation", generation)
        .param("ids", ids.toArray(UUID[]::new))
        .param("root", root)
        .update();
  }

  void remove(int generation, Collection<UUID> ids) {
    jdbc.sql(REMOVE)
        .param("generation", generation)
        .param("ids", ids.toArray(UUID[]::new))
        .update();
  }

  List<UUID> after(int generation, UUID after, int most) {
    return jdbc.sql(AFTER)
        .param("generation", generation)
        .param("after", after)
        .param("most", most)
        .query(UUID.class)
        .list();
  }

  int clear(int generation) {
    return jdbc.sql(CLEAR).param("generation", generation).update();
  }

  private static Row read(ResultSet row, int number) throws SQLException {
    return new Row(
        row.getObject("id", UUID.class),
        Unit.valueOf(row.getString("unit")),
        row.getBoolean("house"),
        row.getObject("root", UUID.class));
  }
}
