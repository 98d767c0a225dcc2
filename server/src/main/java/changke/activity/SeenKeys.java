package changke.activity;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SeenKeys {

  private static final String IN_PARTS =
      """
      SELECT digest FROM activity.seen
      WHERE generation = ANY (:parts::integer[]) AND digest = ANY (:digests::uuid[])
      """;

  private static final String IN_PART =
      """
      SELECT digest FROM activity.seen
      WHERE generation = :part AND digest = ANY (:digests::uuid[])
      """;

  /// In the order of the digests, so that two writers never wait for each other crosswise.
  private static final String ADD =
      """
      INSERT INTO activity.seen (generation, digest)
      SELECT :part, d FROM unnest(:digests::uuid[]) AS d
      ON CONFLICT DO NOTHING
      RETURNING digest
      """;

  Set<UUID> in(JdbcClient jdbc, Collection<Integer> parts, Collection<UUID> digests) {
    return new HashSet<>(
        jdbc.sql(IN_PARTS)
            .param("parts", parts.stream().map(String::valueOf).toArray(String[]::new))
            .param("digests", texts(digests))
            .query(UUID.class)
            .list());
  }

  Set<UUID> in(JdbcClient jdbc, int part, Collection<UUID> digests) {
    return new HashSet<>(
        jdbc.sql(IN_PART)
            .param("part", part)
            .param("digests", texts(digests))
            .query(UUID.class)
            .list());
  }

  /// Adds digests, which are sorted, and returns those that were not there.
  Set<UUID> add(JdbcClient jdbc, int part, List<UUID> digests) {
    var fresh = new HashSet<UUID>(digests.size() * 2);
    jdbc.sql(ADD)
        .param("part", part)
        .param("digests", texts(digests))
        .query(row -> {
          fresh.add(row.getObject(1, UUID.class));
        });
    return fresh;
  }

  private static String[] texts(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).toArray(String[]::new);
  }
}
