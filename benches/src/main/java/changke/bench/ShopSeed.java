package changke.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/// Fills an empty marketplace straight through SQL, because what is measured is buying and looking,
/// not filling. Rows are what the marketplace itself would have written, except that cards hold
/// random bytes instead of an encrypted text: nobody opens them here.
@SuppressWarnings("InlineFormatString") // SQL is read as it runs.
final class ShopSeed {

  static final UUID MERCHANT = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
  static final UUID HOT_OFFER = UUID.fromString("0198c0de-0000-7000-8000-000000000002");
  static final long PRICE_MINOR = 990;

  /// Twelve sections with three categories each.
  static final int SECTIONS = 12;

  static final int SHELVES_PER_SECTION = 3;

  private static final String SHOP =
      """
      INSERT INTO merchants.shop
        (merchant_id, slug, name_zh, name_en, words_zh, words_en, contact, opened_at)
      SELECT ('0198c0de-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
             CASE n WHEN 1 THEN 'hot' ELSE 'shop-' || n END, '店铺' || n, 'Shop ' || n, '', '',
             'shop@example.org', now()
      FROM generate_series(1, %d) n WHERE n <> 2
      """;

  private static final String SECTIONS_OF_SHOP =
      """
      INSERT INTO catalog.category (slug, parent, name_zh, name_en, position)
      SELECT 'section-' || n, NULL, '分区' || n, 'Section ' || n, n FROM generate_series(1, %d) n
      """;

  private static final String SHELVES =
      """
      INSERT INTO catalog.category (slug, parent, name_zh, name_en, position)
      SELECT 'shelf-' || n || '-' || m, 'section-' || n, '货架' || n || m, 'Shelf ' || n || ' ' || m, m
      FROM generate_series(1, %d) n, generate_series(1, %d) m
      """;

  private static final String OFFER =
      """
      INSERT INTO catalog.offer
        (id, merchant_id, kind, delivery, state, title_zh, title_en, summary_zh, summary_en,
         details_zh, details_en, price_minor, currency, wholesale, inputs, category, section, tags,
         confirm_days, per_buyer_limit, promised_minutes, low_stock_at, search, version,
         created_at, changed_at, listed_at)
      VALUES ('%s', '%s', 'card', 'cards', 'listed', '热门月卡', 'Hot monthly card', '一个月',
              'One month', '详情', 'Details', %d, 'CNY', '[]', '[]', 'shelf-1-1', 'section-1', '{}',
              7, 10, 0, 0, to_tsvector('simple', 'hot monthly card'), 1, now(), now(), now())
      """;

  private static final String CARDS =
      """
      INSERT INTO vault.card (id, merchant_id, offer_id, batch_id, key_id, sealed, mark, state)
      SELECT uuidv7(), '%s', '%s', uuidv7(), uuidv7(), sha256(n::text::bytea) || sha256(n::text::bytea),
             sha256(('mark ' || n)::bytea), 'available'
      FROM generate_series(1, %d) n
      """;

  private ShopSeed() {}

  /// Shops, sections and categories; the first shop is [#MERCHANT].
  static void shops(Connection connection, int many) throws SQLException {
    run(connection, SHOP.formatted(many + 1));
    run(connection, SECTIONS_OF_SHOP.formatted(SECTIONS));
    run(connection, SHELVES.formatted(SECTIONS, SHELVES_PER_SECTION));
  }

  /// One offer of the first shop with so many cards.
  static void hotOffer(Connection connection, int cards) throws SQLException {
    run(connection, OFFER.formatted(HOT_OFFER, MERCHANT, PRICE_MINOR));
    run(connection, CARDS.formatted(MERCHANT, HOT_OFFER, cards));
    run(connection, "ANALYZE");
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
