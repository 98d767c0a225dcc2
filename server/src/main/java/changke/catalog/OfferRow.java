package changke.catalog;

import changke.shared.MerchantId;
import changke.shared.Money;
import changke.shared.OfferId;
import changke.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// How an offer lies in a row.
final class OfferRow {

  /// Everything but the long description and the search words, which only one page reads.
  static final String COLUMNS =
      """
      o.id, o.merchant_id, o.variant_of, o.kind, o.delivery, o.state, o.shop_open, o.title_zh,
      o.title_en, o.summary_zh, o.summary_en, o.price_minor, o.currency, o.wholesale, o.inputs,
      o.category, o.section, o.tags, o.picture, o.confirm_days, o.per_buyer_limit,
      o.promised_minutes, o.low_stock_at, o.version, o.changed_at, o.listed_at
      """;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private OfferRow() {}

  static Offer read(ResultSet row, int number) throws SQLException {
    var variantOf = row.getObject("variant_of", UUID.class);
    var listedAt = row.getTimestamp("listed_at");
    return new Offer(
        new OfferId(row.getObject("id", UUID.class)),
        new MerchantId(row.getObject("merchant_id", UUID.class)),
        variantOf == null ? null : new OfferId(variantOf),
        OfferKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        Delivery.valueOf(row.getString("delivery").toUpperCase(Locale.ROOT)),
        OfferState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getBoolean("shop_open"),
        new Words(row.getString("title_zh"), row.getString("title_en")),
        new Words(row.getString("summary_zh"), row.getString("summary_en")),
        Money.of(row.getLong("price_minor"), row.getString("currency")),
        several(row.getString("wholesale"), WholesaleStep[].class),
        several(row.getString("inputs"), InputField[].class),
        row.getString("category"),
        row.getString("section"),
        List.of((String[]) row.getArray("tags").getArray()),
        row.getString("picture"),
        row.getInt("confirm_days"),
        row.getInt("per_buyer_limit"),
        row.getInt("promised_minutes"),
        row.getInt("low_stock_at"),
        row.getInt("version"),
        row.getTimestamp("changed_at").toInstant(),
        listedAt == null ? null : listedAt.toInstant());
  }

  static String json(List<?> values) {
    return JSON.writeValueAsString(values);
  }

  private static <T> List<T> several(@Nullable String json, Class<T[]> type) {
    return json == null || "[]".equals(json) ? List.of() : List.of(JSON.readValue(json, type));
  }
}
