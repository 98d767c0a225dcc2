package changke.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A large shop to look at, written by SQL alone: offers with words that can be searched for, two
/// cards for each, and delivered orders of guests.
@SuppressWarnings("InlineFormatString") // SQL is read as it runs.
final class PageSeed {

  /// There are so many first words and so many second ones.
  static final int WORDS = 100;

  static final int ZH_WORDS = 20;

  private static final String[] SYLLABLES = {
    "ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru"
  };
  private static final String[] ZH =
      "月卡 点券 会员 课程 礼包 激活 周卡 季卡 年卡 音乐 视频 小说 漫画 软件 密钥 网盘 加速 模板 素材 字体".split(" ");

  private static final String OFFERS =
      """
      INSERT INTO catalog.offer
        (id, merchant_id, kind, delivery, state, title_zh, title_en, summary_zh, summary_en,
         details_zh, details_en, price_minor, currency, wholesale, inputs, category, section, tags,
         confirm_days, per_buyer_limit, promised_minutes, low_stock_at, search, version,
         created_at, changed_at, listed_at)
      SELECT ('0198c0de-0001-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
             ('0198c0de-0000-7000-8000-' || lpad(to_hex(3 + n %% 40), 12, '0'))::uuid,
             'card', 'cards', 'listed', z1 || z2, e1 || ' ' || e2 || ' ' || n, z1 || '，自动发货',
             'A ' || e2 || ' that arrives at once', repeat('详情。', 60), repeat('Details. ', 60),
             100 + (n * 7919) %% 20000, 'CNY', '[]', '[]',
             'shelf-' || (1 + n %% %d) || '-' || (1 + n / 12 %% %d), 'section-' || (1 + n %% %d), '{}',
             7, 10, 0, 0,
             setweight(to_tsvector('simple', 'card ' || e1 || ' ' || e2 || ' ' || n), 'A')
               || array_to_tsvector(ARRAY(
                    SELECT DISTINCT w FROM unnest(ARRAY[z1, right(z1, 1) || left(z2, 1), z2]) w)),
             1, now(), now(), now() - n * interval '1 minute'
      FROM (SELECT n,
                   s[1 + n %% 100 / 10] || s[1 + n %% 10] || 'en' AS e1,
                   s[1 + n / 100 %% 100 / 10] || s[1 + n / 100 %% 10] || 'or' AS e2,
                   z[1 + n %% 20] AS z1, z[1 + n / 20 %% 20] AS z2
            FROM generate_series(0, %d - 1) n, (SELECT '%s'::text[] AS s, '%s'::text[] AS z) words) named
      """;

  private static final String CARDS =
      """
      INSERT INTO vault.card (id, merchant_id, offer_id, batch_id, key_id, sealed, mark, state)
      SELECT uuidv7(), o.merchant_id, o.id, uuidv7(), uuidv7(), sha256(o.id::text::bytea) || '\\x00',
             sha256((o.id || ' ' || k)::bytea), 'available'
      FROM catalog.offer o, generate_series(1, 2) k
      """;

  private static final String ORDERS =
      """
      INSERT INTO orders.purchase
        (id, number, request, email, address, language, state, total_minor, currency, placed_at,
         pay_until, charge, paid_at, delivered_at, complete_at)
      SELECT ('0198c0de-0002-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
             translate(upper(left(md5(n::text), 16)), '01', 'XY'), uuidv7(), 'b' || n || '@example.org',
             '198.18.0.1', 'en', 'delivered', 990, 'CNY', now() - interval '1 hour', now(), uuidv7(),
             now() - interval '59 minutes', now() - interval '59 minutes', now() + interval '7 days'
      FROM generate_series(1, %d) n
      """;

  private static final String LINES =
      """
      INSERT INTO orders.line
        (purchase, position, offer, merchant, title_zh, title_en, delivery, unit_minor, quantity,
         amount_minor, commission_bp, confirm_days, hold, answers, snapshot, state)
      SELECT ('0198c0de-0002-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 1,
             o.id, o.merchant_id, o.title_zh, o.title_en, 'CARDS', 990, 1, 990, 500, 7,
             ('0198c0de-0003-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, '{}', '{}', 'delivered'
      FROM generate_series(1, %1$d) n
      JOIN catalog.offer o
        ON o.id = ('0198c0de-0001-7000-8000-' || lpad(to_hex(n * 7 %% %2$d), 12, '0'))::uuid
      """;

  private static final String STEPS =
      """
      INSERT INTO orders.step (purchase, at, kind)
      SELECT p.id, now() - interval '1 hour', k.kind
      FROM orders.purchase p, (VALUES ('placed'), ('paid'), ('delivered')) k (kind)
      """;

  private static final String HOLDS =
      """
      INSERT INTO vault.hold (id, offer_id, quantity, cards, state, until, made_at, sold_at)
      SELECT l.hold, l.offer, 1, ARRAY[uuidv7()], 'sold', now(), now(), now() FROM orders.line l
      """;

  private PageSeed() {}

  static void fill(Connection connection, int offers, int orders) throws SQLException {
    ShopSeed.shops(connection, 50);
    ShopSeed.run(
        connection,
        OFFERS.formatted(
            ShopSeed.SECTIONS,
            ShopSeed.SHELVES_PER_SECTION,
            ShopSeed.SECTIONS,
            offers,
            "{" + String.join(",", SYLLABLES) + "}",
            "{" + String.join(",", ZH) + "}"));
    ShopSeed.run(connection, CARDS);
    ShopSeed.run(connection, ORDERS.formatted(orders));
    ShopSeed.run(connection, LINES.formatted(orders, offers));
    ShopSeed.run(connection, STEPS);
    ShopSeed.run(connection, HOLDS);
    ShopSeed.run(connection, "VACUUM ANALYZE");
  }

  static UUID offer(int n) {
    return UUID.fromString("0198c0de-0001-7000-8000-%012x".formatted(n));
  }

  static UUID order(int n) {
    return UUID.fromString("0198c0de-0002-7000-8000-%012x".formatted(n));
  }

  static String first(int n) {
    return SYLLABLES[n / 10] + SYLLABLES[n % 10] + "en";
  }

  static String second(int n) {
    return SYLLABLES[n / 10] + SYLLABLES[n % 10] + "or";
  }

  static String zh(int n) {
    return ZH[n];
  }

  /// Signs links as the marketplace does, with the key from its folder: what a guest's browser
  /// keeps in its cookie.
  static final class Links {

    private final SecretKeySpec key;

    Links(Path data) throws Exception {
      var root =
          Base64.getDecoder().decode(Files.readString(data.resolve("keys/signing.key")).trim());
      var derived = mac(new SecretKeySpec(root, "HmacSHA256"), bytes("order links"));
      key = new SecretKeySpec(derived, "HmacSHA256");
    }

    String token(UUID order) throws GeneralSecurityException {
      var id =
          ByteBuffer.allocate(16)
              .putLong(order.getMostSignificantBits())
              .putLong(order.getLeastSignificantBits())
              .array();
      var signature = Arrays.copyOf(mac(key, bytes("link\0"), id), 16);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(ByteBuffer.allocate(32).put(id).put(signature).array());
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] mac(SecretKeySpec key, byte[]... parts) throws GeneralSecurityException {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      for (var part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    }
  }
}
