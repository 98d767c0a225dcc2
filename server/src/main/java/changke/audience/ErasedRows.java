package changke.audience;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ErasedRows {

  private static final String ADD =
      """
      INSERT INTO audience.erased (identity, erased_at)
      SELECT id, :at FROM unnest(:ids::uuid[]) AS e (id) ON CONFLICT DO NOTHING
      """;

  private static final String AMONG =
      """
      SELECT identity FROM audience.erased WHERE identity = ANY(:ids::uuid[])
      """;

  private final JdbcClient jdbc;

  ErasedRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(Collection<UUID> identities, Instant at) {
    jdbc.sql(ADD)
        .param("ids", identities.toArray(UUID[]::new))
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  Set<UUID> among(Collection<UUID> identities) {
    return identities.isEmpty()
        ? Set.of()
        : new HashSet<>(
            jdbc.sql(AMONG).param("ids", identities.toArray(UUID[]::new)).query(UUID.class).list());
  }
}
