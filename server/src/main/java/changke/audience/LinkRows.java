package changke.audience;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class LinkRows {

  private static final String PUT =
      """
      INSERT INTO audience.link AS l (generation, id, from_id, to_id, undone)
      VALUES (:generation, :id, :from, :to, :undone)
      ON CONFLICT (generation, id) DO UPDATE SET undone = l.undone OR excluded.undone
      """;

  /// Everybody who hangs together with these by links that stand, they themselves among them.
  private static final String CONNECTED =
      """
      WITH RECURSIVE known (id) AS (
        SELECT unnest(:ids::uuid[])
        UNION
        SELECT CASE WHEN l.from_id = k.id THEN l.to_id ELSE l.from_id END
        FROM known k
        JOIN audience.link l
          ON l.generation = :generation AND NOT l.undone AND (l.from_id = k.id OR l.to_id = k.id))
      SELECT id FROM known
      """;

  private static final String STANDING =
      """
      SELECT from_id, to_id FROM audience.link
      WHERE generation = :generation AND NOT undone AND from_id = ANY(:ids::uuid[])
      ORDER BY id
      """;

  private static final String REMOVE =
      """
      DELETE FROM audience.link
      WHERE generation = :generation AND (from_id = ANY(:ids::uuid[]) OR to_id = ANY(:ids::uuid[]))
      """;

  private static final String CLEAR =
      """
      DELETE FROM audience.link WHERE generation = :generation
      """;

  record Edge(UUID from, UUID to) {}

  private final JdbcClient jdbc;

  LinkRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void put(int generation, Delta.Join join) {
    jdbc.sql(PUT)
        .param("generation", generation)
        .param("id", join.link())
        .param("from", join.from())
        .param("to", join.to())
        .param("undone", join.undone())
        .update();
  }

  List<UUID> connected(int generation, Collection<UUID> ids) {
    return jdbc.sql(CONNECTED)
        .param("generation", generation)
        .param("ids", ids.toArray(UUID[]::new))
        .query(UUID.class)
        .list();
  }

  List<Edge> standing(int generation, Collection<UUID> ids) {
    return jdbc.sql(STANDING)
        .param("generation", generation)
        .param("ids", ids.toArray(UUID[]::new))
        .query((row, number) ->
            new Edge(row.getObject("from_id", UUID.class), row.getObject("to_id", UUID.class)))
        .list();
  }

  void remove(int generation, Collection<UUID> ids) {
    jdbc.sql(REMOVE)
        .param("generation", generation)
        .param("ids", ids.toArray(UUID[]::new))
        .update();
  }

  int clear(int generation) {
    return jdbc.sql(CLEAR).param("generation", generation).update();
  }
}
