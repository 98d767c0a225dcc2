package changke.activity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PersonKeys {

  private static final String KEEP =
      """
      INSERT INTO activity.person_key (identity, sealed, made_at)
      SELECT k.identity::uuid, decode(k.sealed, 'hex'), :at
      FROM unnest(:ids::text[], :keys::text[]) AS k (identity, sealed)
      WHERE NOT EXISTS (SELECT 1 FROM activity.erased e WHERE e.identity = k.identity::uuid)
      ON CONFLICT DO NOTHING
      """;

  private static final String OF =
      """
      SELECT identity, sealed FROM activity.person_key WHERE identity = ANY (:ids::uuid[])
      """;

  private static final String DESTROY =
      """
      DELETE FROM activity.person_key WHERE identity = ANY (:ids::uuid[])
      """;

  private final JdbcClient jdbc;

  PersonKeys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Keeps the keys of those, in sorted order, who have none, and returns everybody's.
  Map<UUID, byte[]> keep(JdbcClient on, List<UUID> identities, List<byte[]> keys, Instant at) {
    on.sql(KEEP)
        .param("ids", texts(identities))
        .param("keys", keys.stream().map(HexFormat.of()::formatHex).toArray(String[]::new))
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
    return of(on, identities);
  }

  Map<UUID, byte[]> of(List<UUID> identities) {
    return of(jdbc, identities);
  }

  private static Map<UUID, byte[]> of(JdbcClient on, List<UUID> identities) {
    var keys = new HashMap<UUID, byte[]>();
    on.sql(OF)
        .param("ids", texts(identities))
        .query(row -> {
          keys.put(row.getObject("identity", UUID.class), row.getBytes("sealed"));
        });
    return keys;
  }

  void destroy(Collection<UUID> identities) {
    jdbc.sql(DESTROY).param("ids", texts(identities)).update();
  }

  private static String[] texts(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).toArray(String[]::new);
  }
}
