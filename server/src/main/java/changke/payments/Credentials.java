package changke.payments;

import changke.platform.Keys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The secrets of channels, sealed with AES-256-GCM under a key that is not in the database; the
/// channel's id is authenticated with them, so that a row moved to another channel does not open.
@Repository
class Credentials {

  private static final String CURRENT =
      """
      SELECT key_id, sealed FROM payments.credential
      WHERE channel = :channel AND active_from <= :now AND stopped_at IS NULL
        AND (NOT second_needed OR second_at IS NOT NULL)
      ORDER BY active_from DESC, id DESC
      LIMIT 1
      """;

  /// The last one that nobody stopped, whether it counts already or not.
  private static final String NEWEST =
      """
      SELECT key_id, sealed FROM payments.credential
      WHERE channel = :channel AND stopped_at IS NULL
      ORDER BY active_from DESC, id DESC
      LIMIT 1
      """;

  private static final String ADD =
      """
      INSERT INTO payments.credential
        (id, channel, key_id, sealed, asked_by, asked_from, asked_at, active_from, second_needed)
      VALUES (:id, :channel, :key, :sealed, :by, :from, :at, :active, :second)
      """;

  private static final String STOP =
      """
      UPDATE payments.credential SET stopped_at = :now, stopped_by = :by
      WHERE channel = :channel AND stopped_at IS NULL
        AND (active_from > :now OR (second_needed AND second_at IS NULL))
      """;

  private static final String REPLACE =
      """
      UPDATE payments.credential SET stopped_at = :now, stopped_by = :by
      WHERE channel = :channel AND stopped_at IS NULL AND second_needed AND second_at IS NULL
      """;

  private static final String ALLOW =
      """
      UPDATE payments.credential SET second_at = :now
      WHERE channel = :channel AND id = :id
        AND second_needed AND second_at IS NULL AND stopped_at IS NULL
      """;

  private static final String HISTORY =
      """
      SELECT id, asked_by, asked_from, asked_at, active_from, second_needed, second_at, stopped_at,
             stopped_by
      FROM payments.credential
      WHERE channel = :channel
      ORDER BY asked_at DESC, id DESC
      """;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final TypeReference<Map<String, String>> FLAT = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final SecretKeySpec key;
  private final String keyId;
  private final SecureRandom random = new SecureRandom();

  Credentials(JdbcClient jdbc, JsonMapper json, Keys keys) {
    this.jdbc = jdbc;
    this.json = json;
    this.key = new SecretKeySpec(keys.derive("payment credentials"), "AES");
    this.keyId = keys.id();
  }

  /// The secrets that count at a moment; empty when there are none.
  Map<String, String> at(ChannelId channel, Instant now) {
    return jdbc.sql(CURRENT)
        .param("channel", channel.value())
        .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
        .query((row, n) -> open(channel, row.getString("key_id"), row.getBytes("sealed")))
        .optional()
        .orElse(Map.of());
  }

  Map<String, String> newest(ChannelId channel) {
    return jdbc.sql(NEWEST)
        .param("channel", channel.value())
        .query((row, n) -> open(channel, row.getString("key_id"), row.getBytes("sealed")))
        .optional()
        .orElse(Map.of());
  }

  void add(CredentialChange change, ChannelId channel, Map<String, String> secrets) {
    jdbc.sql(ADD)
        .param("id", change.id())
        .param("channel", channel.value())
        .param("key", keyId)
        .param("sealed", seal(channel, secrets))
        .param("by", change.askedBy())
        .param("from", change.askedFrom())
        .param("at", OffsetDateTime.ofInstant(change.askedAt(), ZoneOffset.UTC))
        .param("active", OffsetDateTime.ofInstant(change.activeFrom(), ZoneOffset.UTC))
        .param("second", change.secondNeeded())
        .update();
  }

  /// Stops the changes that do not count yet; says how many they were.
  int stop(ChannelId channel, String by, Instant now) {
    return end(STOP, channel, by, now);
  }

  /// Stops the changes to which no second operator has said yes, because a newer one is asked for.
  void replace(ChannelId channel, String by, Instant now) {
    end(REPLACE, channel, by, now);
  }

  private int end(String sql, ChannelId channel, String by, Instant now) {
    return jdbc.sql(sql)
        .param("channel", channel.value())
        .param("by", by)
        .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
        .update();
  }

  /// A second operator has said yes; false when that is not waited for any more.
  boolean allow(ChannelId channel, UUID change, Instant now) {
    return jdbc.sql(ALLOW)
            .param("channel", channel.value())
            .param("id", change)
            .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
            .update()
        == 1;
  }

  List<CredentialChange> history(ChannelId channel) {
    return jdbc.sql(HISTORY)
        .param("channel", channel.value())
        .query((row, n) ->
            new CredentialChange(
                row.getObject("id", UUID.class),
                row.getString("asked_by"),
                row.getString("asked_from"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("active_from", OffsetDateTime.class).toInstant(),
                row.getBoolean("second_needed"),
                instant(row.getObject("second_at", OffsetDateTime.class)),
                instant(row.getObject("stopped_at", OffsetDateTime.class)),
                row.getString("stopped_by")))
        .list();
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }

  private byte[] seal(ChannelId channel, Map<String, String> secrets) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    var sealed = crypt(Cipher.ENCRYPT_MODE, channel, nonce, json.writeValueAsBytes(secrets));
    return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
  }

  private Map<String, String> open(ChannelId channel, String sealedWith, byte[] sealed) {
    if (!sealedWith.equals(keyId)) {
      throw new IllegalStateException(
          "the secrets of channel " + channel + " were sealed with another signing key file");
    }
    var nonce = java.util.Arrays.copyOf(sealed, NONCE_BYTES);
    var rest = java.util.Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length);
    return json.readValue(crypt(Cipher.DECRYPT_MODE, channel, nonce, rest), FLAT);
  }

  private byte[] crypt(int mode, ChannelId channel, byte[] nonce, byte[] text) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(channel.toString().getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the secrets of channel " + channel + " do not open", e);
    }
  }
}
