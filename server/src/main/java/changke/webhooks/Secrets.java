package changke.webhooks;

import changke.platform.AesGcm;
import changke.platform.Keys;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What bodies are signed with, sealed with AES-256-GCM under a key that is not in the database;
/// the address' id is authenticated with it, so that a row moved to another address does not open.
@Repository
class Secrets {

  /// A replaced secret signs along for so long.
  static final Duration OVERLAP = Duration.ofHours(24);

  private static final String REPLACE =
      """
      UPDATE webhooks.secret
      SET ends_at = CASE WHEN ends_at IS NULL THEN CAST(:ends AS timestamptz)
                         ELSE least(ends_at, :now) END
      WHERE endpoint = :endpoint
      """;
  private static final String ADD =
      """
      INSERT INTO webhooks.secret (id, endpoint, key_id, sealed, made_at)
      VALUES (:id, :endpoint, :key, :sealed, :now)
      """;
  private static final String VALID =
      """
      SELECT key_id, sealed FROM webhooks.secret
      WHERE endpoint = :endpoint AND (ends_at IS NULL OR ends_at > :now)
      ORDER BY made_at DESC, id DESC
      """;
  private static final String FORGET = "DELETE FROM webhooks.secret WHERE ends_at < :now";

  private final JdbcClient jdbc;
  private final AesGcm key;
  private final String keyId;
  private final SecureRandom random = new SecureRandom();

  Secrets(JdbcClient jdbc, Keys keys) {
    this.jdbc = jdbc;
    this.key = new AesGcm(keys.derive("webhook secrets"));
    this.keyId = keys.id();
  }

  /// A new secret for an address; the one before it signs along for a day, older ones no more.
  String fresh(UUID id, UUID endpoint, Instant now) {
    jdbc.sql(REPLACE)
        .param("endpoint", endpoint)
        .param("ends", now.plus(OVERLAP).atOffset(ZoneOffset.UTC))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
    var secret = Signature.freshSecret(random);
    jdbc.sql(ADD)
        .param("id", id)
        .param("endpoint", endpoint)
        .param("key", keyId)
        .param("sealed", key.seal(secret.getBytes(StandardCharsets.UTF_8), context(endpoint)))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
    return secret;
  }

  /// Those that sign now, the newest first.
  List<String> valid(UUID endpoint, Instant now) {
    return jdbc.sql(VALID)
        .param("endpoint", endpoint)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query((row, _) -> open(endpoint, row.getString("key_id"), row.getBytes("sealed")))
        .list();
  }

  void forgetEnded(Instant now) {
    jdbc.sql(FORGET).param("now", now.atOffset(ZoneOffset.UTC)).update();
  }

  private String open(UUID endpoint, String sealedWith, byte[] sealed) {
    if (!sealedWith.equals(keyId)) {
      throw new IllegalStateException(
          "the secret of webhook address "
              + endpoint
              + " was sealed with another signing key file");
    }
    return new String(key.open(sealed, context(endpoint)), StandardCharsets.UTF_8);
  }

  private static byte[] context(UUID endpoint) {
    return endpoint.toString().getBytes(StandardCharsets.UTF_8);
  }
}
