package changke.platform;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Fingerprints of the master keys that this database was written with.
@Repository
class MasterKeys implements MasterKey.KnownKeys {

  private static final String IN_USE =
      "SELECT id FROM platform.master_key WHERE retired_at IS NULL ORDER BY first_seen";
  private static final String SEEN =
      """
      INSERT INTO platform.master_key (id, first_seen) VALUES (:id, :at)
      ON CONFLICT (id) DO UPDATE SET retired_at = NULL
      """;
  private static final String RETIRE_OTHERS =
      """
      UPDATE platform.master_key SET retired_at = :at
      WHERE id <> :current AND retired_at IS NULL
        AND EXISTS (
          SELECT 1 FROM platform.master_key c WHERE c.id = :current AND c.first_seen < :before)
      """;

  private final JdbcClient jdbc;

  MasterKeys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<String> inUse() {
    return jdbc.sql(IN_USE).query(String.class).list();
  }

  @Override
  public void seen(String id, Instant at) {
    jdbc.sql(SEEN).param("id", id).param("at", at.atOffset(ZoneOffset.UTC)).update();
  }

  @Override
  public void retireOthers(String current, Instant seenBefore, Instant at) {
    jdbc.sql(RETIRE_OTHERS)
        .param("current", current)
        .param("before", seenBefore.atOffset(ZoneOffset.UTC))
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }
}
