package changke.catalog;

import changke.shared.MerchantId;
import changke.shared.OfferId;
import changke.shared.Slice;
import changke.shared.Words;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Offers {

  private static final String INSERT =
      """
      INSERT INTO catalog.offer
        (id, merchant_id, variant_of, kind, delivery, state, title_zh, title_en, summary_zh,
         summary_en, details_zh, details_en, price_minor, currency, wholesale, inputs, category,
         section, tags, picture, confirm_days, per_buyer_limit, promised_minutes, low_stock_at,
         search, version, created_at, changed_at)
      VALUES
        (:id, :merchant, :variantOf, :kind, :delivery, 'draft', :titleZh, :titleEn, :summaryZh,
         :summaryEn, :detailsZh, :detailsEn, :price, :currency, CAST(:wholesale AS jsonb),
         CAST(:inputs AS jsonb), :category, :section, CAST(:tags AS text[]), :picture,
         :confirmDays, :limit, :promised, :lowStockAt, CAST(:search AS tsvector), 1, :at, :at)
      """;
  private static final String UPDATE =
      """
      UPDATE catalog.offer SET
        kind = :kind, delivery = :delivery, title_zh = :titleZh, title_en = :titleEn,
        summary_zh = :summaryZh, summary_en = :summaryEn, details_zh = :detailsZh,
        details_en = :detailsEn, price_minor = :price, currency = :currency,
        wholesale = CAST(:wholesale AS jsonb), inputs = CAST(:inputs AS jsonb),
        category = :category, section = :section, tags = CAST(:tags AS text[]),
        picture = :picture, confirm_days = :confirmDays, per_buyer_limit = :limit,
        promised_minutes = :promised, low_stock_at = :lowStockAt,
        search = CAST(:search AS tsvector), version = version + 1, changed_at = :at
      WHERE id = :id AND merchant_id = :merchant AND version = :version AND state <> 'withdrawn'
      """;
  private static final String MOVE =
      """
      UPDATE catalog.offer
      SET state = :state, changed_at = :at,
          listed_at = CASE WHEN :state = 'listed' THEN coalesce(listed_at, :at) ELSE listed_at END
      WHERE id = :id AND merchant_id = :merchant AND state <> 'withdrawn'
      """;
  private static final String OPEN_SHOP =
      """
      UPDATE catalog.offer SET shop_open = :open
      WHERE merchant_id = :merchant AND shop_open <> :open
      """;
  private static final String FIND =
      "SELECT " + OfferRow.COLUMNS + " FROM catalog.offer o WHERE o.id = :id";
  private static final String LOCK =
      "SELECT "
          + OfferRow.COLUMNS
          + " FROM catalog.offer o WHERE o.id = :id AND o.merchant_id = :merchant FOR UPDATE";
  private static final String FIND_ALL =
      "SELECT "
          + OfferRow.COLUMNS
          + " FROM catalog.offer o WHERE o.id = ANY (CAST(:ids AS uuid[]))";
  private static final String DETAILS =
      "SELECT details_zh, details_en FROM catalog.offer WHERE id = :id";
  private static final String VARIANTS =
      "SELECT "
          + OfferRow.COLUMNS
          + """
          FROM catalog.offer o WHERE o.variant_of = :id AND o.state = 'listed' AND o.shop_open
          ORDER BY o.price_minor, o.id
          """;
  private static final String NEWEST =
      "SELECT "
          + OfferRow.COLUMNS
          + """
          FROM catalog.offer o WHERE o.shown
          ORDER BY o.listed_at DESC, o.id DESC LIMIT :limit OFFSET :offset
          """;
  private static final String NEWEST_OF_EACH_SECTION =
      "SELECT "
          + OfferRow.COLUMNS
          + """
          FROM catalog.category c
          CROSS JOIN LATERAL (
            SELECT m.* FROM catalog.offer m WHERE m.shown AND m.section = c.slug
            ORDER BY m.listed_at DESC, m.id DESC LIMIT 1) o
          WHERE c.parent IS NULL
          """;
  private static final String IN_SECTION =
      "SELECT "
          + OfferRow.COLUMNS
          + """
          FROM catalog.offer o WHERE o.shown AND o.section = :category
          ORDER BY o.listed_at DESC, o.id DESC LIMIT :limit OFFSET :offset
          """;
  private static final String IN_CATEGORY =
      "SELECT "
          + OfferRow.COLUMNS
          + """
          FROM catalog.offer o WHERE o.shown AND o.category = :category
          ORDER BY o.listed_at DESC, o.id DESC LIMIT :limit OFFSET :offset
          """;
  private static final String CHEAPEST_IN_SECTION =
      "SELECT "
          + OfferRow.COLUMNS
          + """
          FROM catalog.offer o WHERE o.shown AND o.section = :category
          ORDER BY o.price_minor ASC, o.id ASC LIMIT :limit OFFSET :offset
          """;
  private static final String DEAREST_IN_SECTION =
      "SELECT "
          + OfferRow.COLUMNS
          + """
          FROM catalog.offer o WHERE o.shown AND o.section = :category
          ORDER BY o.price_minor DESC, o.id DESC LIMIT :limit OFFSET :offset
          """;
  private static final String CHEAPEST_IN_CATEGORY =
      "SELECT "
          + OfferRow.COLUMNS
          + """
          FROM catalog.offer o WHERE o.shown AND o.category = :category
          ORDER BY o.price_minor ASC, o.id ASC LIMIT :limit OFFSET :offset
          """;
  private static final String DEAREST_IN_CATEGORY =
      "SELECT "
          + OfferRow.COLUMNS
          + """
          FROM catalog.offer o WHERE o.shown AND o.category = :category
          ORDER BY o.price_minor DESC, o.id DESC LIMIT :limit OFFSET :offset
          """;
  private static final String OF_SHOP =
      "SELECT "
          + OfferRow.COLUMNS
          + """
          FROM catalog.offer o WHERE o.shown AND o.merchant_id = :merchant
          ORDER BY o.listed_at DESC, o.id DESC LIMIT :limit OFFSET :offset
          """;
  private static final String OF_MERCHANT =
      "SELECT "
          + OfferRow.COLUMNS
          + """
          FROM catalog.offer o
          WHERE o.merchant_id = :merchant AND (:withdrawn OR o.state <> 'withdrawn')
          ORDER BY o.changed_at DESC, o.id DESC LIMIT :limit OFFSET :offset
          """;
  private static final String MADE_AFTER =
      "SELECT "
          + OfferRow.COLUMNS
          + """
          FROM catalog.offer o
          WHERE o.merchant_id = :merchant AND o.state <> 'withdrawn'
            AND (CAST(:after AS uuid) IS NULL OR o.id > CAST(:after AS uuid))
          ORDER BY o.id LIMIT :limit
          """;
  private static final String SEARCH_OF_MERCHANT =
      "SELECT "
          + OfferRow.COLUMNS
          + """
          FROM catalog.offer o
          WHERE o.merchant_id = :merchant AND o.state <> 'withdrawn'
            AND o.search @@ CAST(:query AS tsquery)
          ORDER BY o.changed_at DESC, o.id DESC LIMIT :limit OFFSET :offset
          """;
  private static final String VARIANTS_OF_MERCHANT =
      "SELECT "
          + OfferRow.COLUMNS
          + """
          FROM catalog.offer o
          WHERE o.variant_of = :id AND o.merchant_id = :merchant AND o.state <> 'withdrawn'
          ORDER BY o.price_minor, o.id LIMIT 100
          """;
  private static final String WATCHED =
      "SELECT "
          + OfferRow.COLUMNS
          + """
          FROM catalog.offer o
          WHERE o.state = 'listed' AND o.shop_open AND o.low_stock_at > 0
            AND o.delivery IN ('cards', 'chosen_card')
            AND (CAST(:after AS uuid) IS NULL OR o.id > CAST(:after AS uuid))
          ORDER BY o.id LIMIT :limit
          """;

  /// Ranks the first thousand that match: a word that half the shop uses would rank for longer than
  /// anyone waits.
  private static final String SEARCH =
      "SELECT "
          + OfferRow.COLUMNS
          + """
          FROM (
            SELECT m.* FROM catalog.offer m
            WHERE m.shown AND m.search @@ CAST(:query AS tsquery)
              AND (CAST(:category AS text) IS NULL OR m.section = :category OR m.category = :category)
              AND (CAST(:merchant AS uuid) IS NULL OR m.merchant_id = CAST(:merchant AS uuid))
            LIMIT 1000
          ) o
          ORDER BY ts_rank(o.search, CAST(:query AS tsquery)) DESC, o.listed_at DESC, o.id DESC
          LIMIT :limit OFFSET :offset
          """;

  private final JdbcClient jdbc;

  Offers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(OfferId id, MerchantId merchant, OfferDraft draft, String section, Instant at) {
    described(jdbc.sql(INSERT), id, merchant, draft, section, at)
        .param("variantOf", draft.variantOf() == null ? null : draft.variantOf().value())
        .update();
  }

  boolean update(
      OfferId id, MerchantId merchant, int version, OfferDraft draft, String section, Instant at) {
    return described(jdbc.sql(UPDATE), id, merchant, draft, section, at)
            .param("version", version)
            .update()
        == 1;
  }

  boolean move(OfferId id, MerchantId merchant, OfferState state, Instant at) {
    return jdbc.sql(MOVE)
            .param("id", id.value())
            .param("merchant", merchant.value())
            .param("state", state.name().toLowerCase(Locale.ROOT))
            .param("at", at.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  void shopIsOpen(MerchantId merchant, boolean open) {
    jdbc.sql(OPEN_SHOP).param("merchant", merchant.value()).param("open", open).update();
  }

  Optional<Offer> find(OfferId id) {
    return jdbc.sql(FIND).param("id", id.value()).query(OfferRow::read).optional();
  }

  Optional<Offer> lock(OfferId id, MerchantId merchant) {
    return jdbc.sql(LOCK)
        .param("id", id.value())
        .param("merchant", merchant.value())
        .query(OfferRow::read)
        .optional();
  }

  List<Offer> find(Collection<OfferId> ids) {
    return jdbc.sql(FIND_ALL).param("ids", array(ids)).query(OfferRow::read).list();
  }

  Optional<Words> details(OfferId id) {
    return jdbc.sql(DETAILS)
        .param("id", id.value())
        .query((row, _) -> new Words(row.getString(1), row.getString(2)))
        .optional();
  }

  List<Offer> variants(OfferId id) {
    return jdbc.sql(VARIANTS).param("id", id.value()).query(OfferRow::read).list();
  }

  List<Offer> newestOfEachSection() {
    return jdbc.sql(NEWEST_OF_EACH_SECTION).query(OfferRow::read).list();
  }

  Slice<Offer> newest(int page, int size) {
    return page(jdbc.sql(NEWEST), page, size);
  }

  Slice<Offer> in(Category category, Sort sort, int page, int size) {
    var section = category.parent() == null;
    var sql =
        switch (sort) {
          case NEWEST -> section ? IN_SECTION : IN_CATEGORY;
          case CHEAPEST -> section ? CHEAPEST_IN_SECTION : CHEAPEST_IN_CATEGORY;
          case DEAREST -> section ? DEAREST_IN_SECTION : DEAREST_IN_CATEGORY;
        };
    return page(jdbc.sql(sql).param("category", category.slug()), page, size);
  }

  Slice<Offer> ofShop(MerchantId merchant, int page, int size) {
    return page(jdbc.sql(OF_SHOP).param("merchant", merchant.value()), page, size);
  }

  Slice<Offer> ofMerchant(MerchantId merchant, boolean withdrawnToo, int page, int size) {
    var sql =
        jdbc.sql(OF_MERCHANT).param("merchant", merchant.value()).param("withdrawn", withdrawnToo);
    return page(sql, page, size);
  }

  Slice<Offer> searchOfMerchant(MerchantId merchant, String query, int page, int size) {
    var sql =
        jdbc.sql(SEARCH_OF_MERCHANT).param("merchant", merchant.value()).param("query", query);
    return page(sql, page, size);
  }

  List<Offer> watched(@Nullable OfferId after, int limit) {
    return jdbc.sql(WATCHED)
        .param("after", after == null ? null : after.toString())
        .param("limit", limit)
        .query(OfferRow::read)
        .list();
  }

  List<Offer> variantsOfMerchant(MerchantId merchant, OfferId id) {
    return jdbc.sql(VARIANTS_OF_MERCHANT)
        .param("id", id.value())
        .param("merchant", merchant.value())
        .query(OfferRow::read)
        .list();
  }

  List<Offer> ofMerchant(MerchantId merchant, @Nullable OfferId after, int limit) {
    return jdbc.sql(MADE_AFTER)
        .param("merchant", merchant.value())
        .param("after", after == null ? null : after.toString())
        .param("limit", limit)
        .query(OfferRow::read)
        .list();
  }

  Slice<Offer> search(
      String query, @Nullable String category, @Nullable MerchantId merchant, int page, int size) {
    var sql =
        jdbc.sql(SEARCH)
            .param("query", query)
            .param("category", category)
            .param("merchant", merchant == null ? null : merchant.toString());
    return page(sql, page, size);
  }

  private static Slice<Offer> page(JdbcClient.StatementSpec sql, int page, int size) {
    var rows =
        sql.param("limit", size + 1)
            .param("offset", (long) page * size)
            .query(OfferRow::read)
            .list();
    return Slice.cut(rows, page, size);
  }

  private static JdbcClient.StatementSpec described(
      JdbcClient.StatementSpec sql,
      OfferId id,
      MerchantId merchant,
      OfferDraft draft,
      String section,
      Instant at) {
    return sql.param("id", id.value())
        .param("merchant", merchant.value())
        .param("kind", draft.kind().name().toLowerCase(Locale.ROOT))
        .param("delivery", draft.delivery().name().toLowerCase(Locale.ROOT))
        .param("titleZh", draft.title().zh())
        .param("titleEn", draft.title().en())
        .param("summaryZh", draft.summary().zh())
        .param("summaryEn", draft.summary().en())
        .param("detailsZh", draft.details().zh())
        .param("detailsEn", draft.details().en())
        .param("price", draft.price().minor())
        .param("currency", draft.price().currency().getCurrencyCode())
        .param("wholesale", OfferRow.json(draft.wholesale()))
        .param("inputs", OfferRow.json(draft.inputs()))
        .param("category", draft.category())
        .param("section", section)
        .param("tags", draft.tags().toArray(String[]::new))
        .param("picture", draft.picture())
        .param("confirmDays", draft.confirmDays())
        .param("limit", draft.perBuyerLimit())
        .param("promised", draft.promisedMinutes())
        .param("lowStockAt", draft.lowStockAt())
        .param("search", searchWords(draft))
        .param("at", at.atOffset(ZoneOffset.UTC));
  }

  private static String searchWords(OfferDraft draft) {
    return SearchWords.index(
        draft.title().zh() + "\n" + draft.title().en(),
        String.join("\n", draft.tags()),
        draft.summary().zh() + "\n" + draft.summary().en());
  }

  private static String array(Collection<OfferId> ids) {
    return ids.stream()
        .map(OfferId::value)
        .map(UUID::toString)
        .collect(Collectors.joining(",", "{", "}"));
  }
}
