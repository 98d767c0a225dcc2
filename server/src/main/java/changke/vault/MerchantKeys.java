package changke.vault;

import changke.shared.MerchantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
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

  private static WrappedKey read(ResultSet row, int number) throws SQLException {
    return new WrappedKey(
        row.getObject(1, UUID.class),
        new MerchantId(row.getObject(2, UUID.class)),
        WrappedKey.Purpose.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
        row.getString(4),
        row.getBytes(5));
  }
}
