package changke.identity;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of those who ask for a way back in.
@Repository
class RecoveryAsks {

  private static final String INSERT =
      """
      INSERT INTO identity.recovery_ask (id, email_key, asked_at) VALUES (:id, :emailKey, :now)
      """;

  private static final String TAKE =
      """
      DELETE FROM identity.recovery_ask WHERE id IN (
        SELECT id FROM identity.recovery_ask ORDER BY asked_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING email_key
      """;

  private final JdbcClient jdbc;

  RecoveryAsks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(UUID id, String emailKey, Instant now) {
    jdbc.sql(INSERT)
        .param("id", id)
        .param("emailKey", emailKey)
        .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
        .update();
  }

  /// Takes some out, each for one caller only.
  List<String> take(int limit) {
    return jdbc.sql(TAKE).param("limit", limit).query(String.class).list();
  }
}
