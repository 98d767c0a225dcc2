package changke.vault;

import changke.shared.MerchantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MerchantKeys {

  private static final String INSERT =
      """
      INSERT INTO vault.merchant_key (id, merchant_id, purpose, master_key_id, wrapped, made_at)
      VALUES (:id, :merchant, :purpose, :master, :wrapped, :at)
      ON CONFLICT (merchant_id, purpose) WHERE retired_at IS NULL DO NOTHING
      """;
  private static final String CURRENT =
      """
      SELECT id, merchant_id, purpose, master_key_id, wrapped FROM vault.merchant_key
      WHERE merchant_id = :merchant AND purpose = :purpose AND retired_at IS NULL
      """;
  private static final String FIND =
      """
      SELECT id, merchant_id, purpose, master_key_id, wrapped FROM vault.merchant_key
      WHERE id = :id
      """;

  private static final String DUE =
      """
      SELECT merchant_id FROM vault.merchant_key
      WHERE purpose = 'seal' AND retired_at IS NULL AND made_at < :before ORDER BY made_at LIMIT 100
      """;
  private static final String RETIRE =
      """
      UPDATE vault.merchant_key SET retired_at = :at
      WHERE merchant_id = :merchant AND purpose = 'seal' AND retired_at IS NULL
      """;
  private static final String RETIRED =
      """
      SELECT id, merchant_id, purpose, master_key_id, wrapped FROM vault.merchant_key
      WHERE retired_at IS NOT NULL ORDER BY retired_at
      """;
  private static final String UNDER_ANOTHER =
      """
      SELECT id, merchant_id, purpose, master_key_id, wrapped FROM vault.merchant_key
      WHERE master_key_id <> :master LIMIT 500
      """;
  private static final String REWRAP =
      """
      UPDATE vault.merchant_key SET master_key_id = :master, wrapped = :wrapped
      WHERE id = :id AND master_key_id = :from
      """;
  private static final String DESTROY =
      """
      DELETE FROM vault.merchant_key k
      WHERE k.id = :id AND k.retired_at < :before
        AND NOT EXISTS (
          SELECT 1 FROM vault.card c WHERE c.merchant_id = k.merchant_id AND c.key_id = k.id)
        AND NOT EXISTS (SELECT 1 FROM vault.staged_card s WHERE s.key_id = k.id)
        AND NOT EXISTS (SELECT 1 FROM vault.file f WHERE f.key_id = k.id)
      """;

  private final JdbcClient jdbc;

  MerchantKeys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(WrappedKey key, Instant at) {
    jdbc.sql(INSERT)
        .param("id", key.id())
        .param("merchant", key.merchant().value())
        .param("purpose", key.purpose().name().toLowerCase(Locale.ROOT))
        .param("master", key.masterKey())
        .param("wrapped", key.wrapped())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  Optional<WrappedKey> current(MerchantId merchant, WrappedKey.Purpose purpose) {
    return jdbc.sql(CURRENT)
        .param("merchant", merchant.value())
        .param("purpose", purpose.name().toLowerCase(Locale.ROOT))
        .query(MerchantKeys::read)
        .optional();
  }

  Optional<WrappedKey> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query(MerchantKeys::read).optional();
  }

  List<MerchantId> due(Instant before) {
    return jdbc.sql(DUE)
        .param("before", before.atOffset(ZoneOffset.UTC))
        .query((row, _) -> new MerchantId(row.getObject(1, UUID.class)))
        .list();
  }

  void retire(MerchantId merchant, Instant at) {
    jdbc.sql(RETIRE)
        .param("merchant", merchant.value())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  List<WrappedKey> retired() {
    return jdbc.sql(RETIRED).query(MerchantKeys::read).list();
  }

  List<WrappedKey> underAnotherThan(String master) {
    return jdbc.sql(UNDER_ANOTHER).param("master", master).query(MerchantKeys::read).list();
  }

  void rewrap(WrappedKey key, String from) {
    jdbc.sql(REWRAP)
        .param("id", key.id())
        .param("master", key.masterKey())
        .param("wrapped", key.wrapped())
        .param("from", from)
        .update();
  }

  /// False while a card still lies under it.
  boolean destroy(UUID id, Instant before) {
    return jdbc.sql(DESTROY)
            .param("id", id)
            .param("before", before.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  private static WrappedKey read(ResultSet row, int number) throws SQLException {
    return new WrappedKey(
        row.getObject(1, UUID.class),
        new MerchantId(row.getObject(2, UUID.class)),
        WrappedKey.Purpose.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
        row.getString(4),
        row.getBytes(5));
  }
}
