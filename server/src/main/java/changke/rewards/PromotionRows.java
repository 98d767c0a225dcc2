package changke.rewards;

import changke.shared.MerchantId;
import changke.shared.OfferId;
import changke.shared.PersonId;
import changke.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PromotionRows {

  private static final String COLUMNS =
      " id, key, version, title_zh, title_en, occasion, kind, offers, merchant, price_minor, off_bp,"
          + " buy, free, audience, month_day, week_day, funder, valid_from, valid_until, stock,"
          + " per_person, budget_minor, pieces, taken_minor ";

  private static final String TO_KEEP =
      "SELECT" + COLUMNS + "FROM rewards.promotion WHERE ended_at IS NULL ORDER BY key LIMIT 5000";

  private static final String COUNTED =
      """
      SELECT id, pieces, taken_minor FROM rewards.promotion WHERE id = ANY (:ids::uuid[])
      """;

  private static final String ALL =
      "SELECT" + COLUMNS + "FROM rewards.promotion WHERE ended_at IS NULL ORDER BY key LIMIT 500";

  private static final String BY_KEY =
      "SELECT" + COLUMNS + "FROM rewards.promotion WHERE key = :key AND ended_at IS NULL";

  private static final String INSERT =
      """
      INSERT INTO rewards.promotion
        (id, key, version, title_zh, title_en, occasion, kind, offers, merchant, price_minor, off_bp,
         buy, free, audience, month_day, week_day, funder, valid_from, valid_until, stock,
         per_person, budget_minor, made_by, made_at)
      SELECT :id, :key, coalesce(max(version), 0) + 1, :zh, :en, :occasion, :kind, :offers::uuid[],
             :merchant::uuid, :price::bigint, :bp::int, :buy::int, :free::int, :audience,
             :month::int, :week::int, :funder, :from, :until::timestamptz, :stock::bigint,
             :each::int, :budget::bigint, :by, :at
      FROM rewards.promotion WHERE key = :key
      """;

  private static final String END =
      """
      UPDATE rewards.promotion SET ended_at = :at WHERE key = :key AND ended_at IS NULL
      """;

  private static final String TAKE =
      """
      UPDATE rewards.promotion SET pieces = pieces + :pieces, taken_minor = taken_minor + :off
      WHERE id = :id
        AND (stock IS NULL OR pieces + :pieces <= stock)
        AND (budget_minor IS NULL OR taken_minor + :off <= budget_minor)
      """;

  private static final String GIVE_BACK =
      """
      UPDATE rewards.promotion SET pieces = pieces - :pieces, taken_minor = taken_minor - :off
      WHERE id = :id
      """;

  /// Pieces that a person has under promotions' keys, open orders included, returned ones not.
  private static final String HAD =
      """
      SELECT p.key, sum(c.pieces) AS pieces
      FROM rewards.price_hold h
      JOIN rewards.price_cut c ON c.order_id = h.order_id
      JOIN rewards.promotion p ON p.id = c.source
      WHERE h.person = :person AND h.state <> 'released' AND NOT c.returned
        AND p.key = ANY (:keys::text[])
      GROUP BY p.key
      """;

  private final JdbcClient jdbc;

  PromotionRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Those that have not ended, as [Rulesets] keeps them.
  List<Promotion> toKeep() {
    return jdbc.sql(TO_KEEP).query((row, n) -> promotion(row)).list();
  }

  /// The same promotions with their counters as they are now, where a limit asks for them.
  List<Promotion> counted(List<Promotion> kept) {
    var limited = kept.stream().filter(Promotion::isLimited).map(Promotion::id).toList();
    if (limited.isEmpty()) {
      return kept;
    }
    var counters = new HashMap<UUID, long[]>();
    jdbc.sql(COUNTED)
        .param("ids", limited.stream().map(UUID::toString).toArray(String[]::new))
        .query(row -> {
          counters.put(
              row.getObject("id", UUID.class),
              new long[] {row.getLong("pieces"), row.getLong("taken_minor")});
        });
    return kept.stream()
        .map(one -> {
          var now = counters.get(one.id());
          return now == null ? one : one.with(now[0], now[1]);
        })
        .toList();
  }

  /// Those that have not ended, future ones included.
  List<Promotion> all() {
    return jdbc.sql(ALL).query((row, n) -> promotion(row)).list();
  }

  Optional<Promotion> find(String key) {
    return jdbc.sql(BY_KEY).param("key", key).query((row, n) -> promotion(row)).optional();
  }

  void end(String key, Instant now) {
    jdbc.sql(END).param("key", key).param("at", at(now)).update();
    ThisTransaction.forget();
  }

  /// Writes the next version; the one before has ended.
  void insert(Promotion promotion, String by, Instant now) {
    ThisTransaction.forget();
    jdbc.sql(INSERT)
        .param("id", promotion.id())
        .param("key", promotion.key())
        .param("zh", promotion.title().zh())
        .param("en", promotion.title().en())
        .param("occasion", promotion.occasion().name())
        .param("kind", word(promotion.kind()))
        .param("offers", promotion.offers().stream().map(OfferId::toString).toArray(String[]::new))
        .param("merchant", promotion.merchant() == null ? null : promotion.merchant().toString())
        .param("price", promotion.priceMinor())
        .param("bp", promotion.offBp())
        .param("buy", promotion.buy())
        .param("free", promotion.free())
        .param("audience", promotion.audience().name())
        .param("month", promotion.monthDay())
        .param("week", promotion.weekDay())
        .param("funder", promotion.funder())
        .param("from", at(promotion.validFrom()))
        .param("until", promotion.validUntil() == null ? null : at(promotion.validUntil()))
        .param("stock", promotion.stock())
        .param("each", promotion.perPerson())
        .param("budget", promotion.budgetMinor())
        .param("by", by)
        .param("at", at(now))
        .update();
  }

  /// Counts pieces and money in; false when stock or budget do not allow it.
  boolean take(UUID id, long pieces, long off) {
    return jdbc.sql(TAKE).param("id", id).param("pieces", pieces).param("off", off).update() == 1;
  }

  void giveBack(UUID id, long pieces, long off) {
    jdbc.sql(GIVE_BACK).param("id", id).param("pieces", pieces).param("off", off).update();
  }

  Map<String, Long> had(PersonId person, Collection<String> keys) {
    var had = new HashMap<String, Long>();
    jdbc.sql(HAD)
        .param("person", person.value())
        .param("keys", keys.toArray(String[]::new))
        .query(row -> {
          had.put(row.getString("key"), row.getLong("pieces"));
        });
    return had;
  }

  private static Promotion promotion(ResultSet row) throws SQLException {
    var merchant = row.getObject("merchant", UUID.class);
    var until = row.getObject("valid_until", OffsetDateTime.class);
    return new Promotion(
        row.getObject("id", UUID.class),
        row.getString("key"),
        row.getInt("version"),
        new Words(row.getString("title_zh"), row.getString("title_en")),
        Promotion.Occasion.valueOf(row.getString("occasion")),
        Promotion.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT).replace('-', '_')),
        TermsRows.offers(row),
        merchant == null ? null : new MerchantId(merchant),
        row.getObject("price_minor", Long.class),
        row.getObject("off_bp", Integer.class),
        row.getObject("buy", Integer.class),
        row.getObject("free", Integer.class),
        Audience.valueOf(row.getString("audience")),
        row.getObject("month_day", Integer.class),
        row.getObject("week_day", Integer.class),
        row.getString("funder"),
        row.getObject("valid_from", OffsetDateTime.class).toInstant(),
        until == null ? null : until.toInstant(),
        row.getObject("stock", Long.class),
        row.getObject("per_person", Integer.class),
        row.getObject("budget_minor", Long.class),
        row.getLong("pieces"),
        row.getLong("taken_minor"));
  }

  private static String word(Promotion.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
