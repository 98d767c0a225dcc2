package changke.merchants;

import changke.shared.MerchantId;
import changke.shared.PersonId;
import changke.shared.Slice;
import changke.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Shops {

  private static final String INSERT =
      """
      INSERT INTO merchants.shop
        (merchant_id, slug, name_zh, name_en, words_zh, words_en, contact, opened_at)
      VALUES (:id, :slug, :nameZh, :nameEn, :wordsZh, :wordsEn, :contact, :at)
      ON CONFLICT (slug) DO NOTHING
      """;
  private static final String FIND =
      """
      SELECT s.*, c.merchant_id IS NOT NULL AS closed
      FROM merchants.shop s LEFT JOIN merchants.closure c USING (merchant_id)
      WHERE s.merchant_id = :id
      """;
  private static final String FIND_ALL =
      """
      SELECT s.*, c.merchant_id IS NOT NULL AS closed
      FROM merchants.shop s LEFT JOIN merchants.closure c USING (merchant_id)
      WHERE s.merchant_id = ANY (:ids)
      """;
  private static final String BY_SLUG =
      """
      SELECT s.*, c.merchant_id IS NOT NULL AS closed
      FROM merchants.shop s LEFT JOIN merchants.closure c USING (merchant_id)
      WHERE s.slug = :slug
      """;
  private static final String NEWEST =
      """
      SELECT s.*, c.merchant_id IS NOT NULL AS closed
      FROM merchants.shop s LEFT JOIN merchants.closure c USING (merchant_id)
      ORDER BY s.opened_at DESC, s.merchant_id DESC LIMIT :limit OFFSET :offset
      """;
  private static final String UPDATE =
      """
      UPDATE merchants.shop
      SET slug = :slug, name_zh = :nameZh, name_en = :nameEn, words_zh = :wordsZh,
          words_en = :wordsEn, contact = :contact, version = version + 1
      WHERE merchant_id = :id AND version = :version
      """;
  private static final String CLOSE =
      """
      INSERT INTO merchants.closure (merchant_id, closed_by, closed_at, reason)
      VALUES (:id, :by, :at, :reason)
      ON CONFLICT (merchant_id) DO NOTHING
      """;
  private static final String REOPEN = "DELETE FROM merchants.closure WHERE merchant_id = :id";

  private final JdbcClient jdbc;

  Shops(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// False when the address is taken.
  boolean insert(MerchantId id, ShopDraft draft, Instant at) {
    return described(jdbc.sql(INSERT), draft)
            .param("id", id.value())
            .param("at", at.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  Optional<Shop> find(MerchantId id) {
    return jdbc.sql(FIND).param("id", id.value()).query(Shops::read).optional();
  }

  Map<MerchantId, Shop> find(Collection<MerchantId> ids) {
    return jdbc
        .sql(FIND_ALL)
        .param("ids", ids.stream().map(MerchantId::value).toArray(UUID[]::new))
        .query(Shops::read)
        .list()
        .stream()
        .collect(Collectors.toMap(Shop::id, Function.identity()));
  }

  Optional<Shop> bySlug(String slug) {
    return jdbc.sql(BY_SLUG).param("slug", slug).query(Shops::read).optional();
  }

  Slice<Shop> newest(int page) {
    var rows =
        jdbc.sql(NEWEST)
            .param("limit", Slice.DEFAULT_SIZE + 1)
            .param("offset", page * Slice.DEFAULT_SIZE)
            .query(Shops::read)
            .list();
    return Slice.cut(rows, page, Slice.DEFAULT_SIZE);
  }

  boolean update(MerchantId id, int version, ShopDraft draft) {
    return described(jdbc.sql(UPDATE), draft)
            .param("id", id.value())
            .param("version", version)
            .update()
        == 1;
  }

  void close(MerchantId id, PersonId by, String reason, Instant at) {
    jdbc.sql(CLOSE)
        .param("id", id.value())
        .param("by", by.value())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("reason", reason)
        .update();
  }

  void reopen(MerchantId id) {
    jdbc.sql(REOPEN).param("id", id.value()).update();
  }

  private static JdbcClient.StatementSpec described(JdbcClient.StatementSpec sql, ShopDraft draft) {
    return sql.param("slug", draft.slug())
        .param("nameZh", draft.name().zh())
        .param("nameEn", draft.name().en())
        .param("wordsZh", draft.words().zh())
        .param("wordsEn", draft.words().en())
        .param("contact", draft.contact());
  }

  private static Shop read(ResultSet row, int number) throws SQLException {
    return new Shop(
        new MerchantId(row.getObject("merchant_id", UUID.class)),
        row.getString("slug"),
        new Words(row.getString("name_zh"), row.getString("name_en")),
        new Words(row.getString("words_zh"), row.getString("words_en")),
        row.getString("contact"),
        row.getTimestamp("opened_at").toInstant(),
        row.getBoolean("closed"),
        row.getInt("version"));
  }
}
