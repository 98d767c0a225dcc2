package changke.rewards;

import changke.shared.MerchantId;
import changke.shared.OfferId;
import changke.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Terms of coupons with what was issued and used under them.
@Repository
class TermsRows {

  private static final String COLUMNS =
      " id, key, version, title_zh, title_en, kind, off_minor, off_bp, cap_minor, threshold_minor,"
          + " offers, categories, merchant, audience, claimable, alone, funder, valid_from,"
          + " valid_until, life_days, total_limit, per_person, again_days, budget_minor ";

  private static final String IN_FORCE =
      "SELECT" + COLUMNS + "FROM rewards.terms WHERE ended_at IS NULL ORDER BY key LIMIT 500";

  private static final String BY_KEY =
      "SELECT" + COLUMNS + "FROM rewards.terms WHERE key = :key AND ended_at IS NULL";

  private static final String BY_IDS =
      "SELECT" + COLUMNS + "FROM rewards.terms WHERE id = ANY (:ids::uuid[])";

  private static final String OF_MERCHANT =
      "SELECT"
          + COLUMNS
          + "FROM rewards.terms WHERE merchant = :merchant AND ended_at IS NULL ORDER BY key LIMIT 200";

  private static final String INSERT =
      """
      INSERT INTO rewards.terms
        (id, key, version, title_zh, title_en, kind, off_minor, off_bp, cap_minor, threshold_minor,
         offers, categories, merchant, audience, claimable, alone, funder, valid_from, valid_until,
         life_days, total_limit, per_person, again_days, budget_minor, made_by, made_at)
      SELECT :id, :key, coalesce(max(version), 0) + 1, :zh, :en, :kind, :off::bigint, :bp::int,
             :cap::bigint, :threshold, :offers::uuid[], :categories::text[], :merchant::uuid,
             :audience, :claimable, :alone, :funder, :from, :until::timestamptz, :life,
             :total::bigint, :each::int, :again::int, :budget::bigint, :by, :at
      FROM rewards.terms WHERE key = :key
      """;

  private static final String END =
      """
      UPDATE rewards.terms SET ended_at = :at WHERE key = :key AND ended_at IS NULL
      """;

  private static final String ISSUE =
      """
      UPDATE rewards.terms SET issued = issued + :count
      WHERE id = :id AND (total_limit IS NULL OR issued + :count <= total_limit)
      """;

  private static final String HOLD =
      """
      UPDATE rewards.terms SET held_minor = held_minor + :amount
      WHERE id = :id AND (budget_minor IS NULL OR held_minor + used_minor + :amount <= budget_minor)
      """;

  private static final String RELEASE =
      """
      UPDATE rewards.terms SET held_minor = held_minor - :amount WHERE id = :id
      """;

  private static final String USE =
      """
      UPDATE rewards.terms
      SET held_minor = held_minor - :amount, used_minor = used_minor + :amount, used = used + 1
      WHERE id = :id
      """;

  private static final String UNUSE =
      """
      UPDATE rewards.terms SET used_minor = used_minor - :amount, used = used - :uses WHERE id = :id
      """;

  private static final String COUNTS =
      """
      SELECT issued, held_minor, used_minor, used FROM rewards.terms WHERE id = :id
      """;

  /// How much of terms is issued, held by open orders and used.
  record Counts(long issued, long heldMinor, long usedMinor, long used) {}

  private static final String BUDGET_LEFT =
      """
      SELECT id, budget_minor - held_minor - used_minor AS budget_left FROM rewards.terms
      WHERE id = ANY (:ids::uuid[]) AND budget_minor IS NOT NULL
      """;

  private final JdbcClient jdbc;

  TermsRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Terms> inForce() {
    return jdbc.sql(IN_FORCE).query((row, n) -> terms(row)).list();
  }

  Optional<Terms> find(String key) {
    return jdbc.sql(BY_KEY).param("key", key).query((row, n) -> terms(row)).optional();
  }

  List<Terms> find(Collection<UUID> ids) {
    return jdbc.sql(BY_IDS)
        .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
        .query((row, n) -> terms(row))
        .list();
  }

  List<Terms> of(MerchantId merchant) {
    return jdbc.sql(OF_MERCHANT)
        .param("merchant", merchant.value())
        .query((row, n) -> terms(row))
        .list();
  }

  void end(String key, Instant now) {
    jdbc.sql(END).param("key", key).param("at", at(now)).update();
    ThisTransaction.forget();
  }

  /// Writes the next version; the one before has ended.
  void insert(Terms terms, String by, Instant now) {
    ThisTransaction.forget();
    jdbc.sql(INSERT)
        .param("id", terms.id())
        .param("key", terms.key())
        .param("zh", terms.title().zh())
        .param("en", terms.title().en())
        .param("kind", terms.kind().name().toLowerCase(Locale.ROOT))
        .param("off", terms.offMinor())
        .param("bp", terms.offBp())
        .param("cap", terms.capMinor())
        .param("threshold", terms.thresholdMinor())
        .param("offers", terms.offers().stream().map(OfferId::toString).toArray(String[]::new))
        .param("categories", terms.categories().toArray(String[]::new))
        .param("merchant", terms.merchant() == null ? null : terms.merchant().toString())
        .param("audience", terms.audience().name())
        .param("claimable", terms.claimable())
        .param("alone", terms.alone())
        .param("funder", terms.funder())
        .param("from", at(terms.validFrom()))
        .param("until", terms.validUntil() == null ? null : at(terms.validUntil()))
        .param("life", terms.lifeDays())
        .param("total", terms.totalLimit())
        .param("each", terms.perPerson())
        .param("again", terms.againDays())
        .param("budget", terms.budgetMinor())
        .param("by", by)
        .param("at", at(now))
        .update();
  }

  /// Counts coupons in; false when the total limit does not allow so many.
  boolean issue(UUID id, long count) {
    return jdbc.sql(ISSUE).param("id", id).param("count", count).update() == 1;
  }

  /// Sets budget aside; false when there is too little.
  boolean hold(UUID id, long amount) {
    return jdbc.sql(HOLD).param("id", id).param("amount", amount).update() == 1;
  }

  void release(UUID id, long amount) {
    jdbc.sql(RELEASE).param("id", id).param("amount", amount).update();
  }

  void use(UUID id, long amount) {
    jdbc.sql(USE).param("id", id).param("amount", amount).update();
  }

  void unuse(UUID id, long amount, int uses) {
    jdbc.sql(UNUSE).param("id", id).param("amount", amount).param("uses", uses).update();
  }

  Map<UUID, Long> budgetLeft(Collection<UUID> ids) {
    var left = new HashMap<UUID, Long>();
    jdbc.sql(BUDGET_LEFT)
        .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
        .query(row -> {
          left.put(row.getObject("id", UUID.class), row.getLong("budget_left"));
        });
    return left;
  }

  Counts counts(UUID id) {
    return jdbc.sql(COUNTS)
        .param("id", id)
        .query((row, n) ->
            new Counts(
                row.getLong("issued"),
                row.getLong("held_minor"),
                row.getLong("used_minor"),
                row.getLong("used")))
        .single();
  }

  private static Terms terms(ResultSet row) throws SQLException {
    var merchant = row.getObject("merchant", UUID.class);
    var until = row.getObject("valid_until", OffsetDateTime.class);
    return new Terms(
        row.getObject("id", UUID.class),
        row.getString("key"),
        row.getInt("version"),
        new Words(row.getString("title_zh"), row.getString("title_en")),
        Terms.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getObject("off_minor", Long.class),
        row.getObject("off_bp", Integer.class),
        row.getObject("cap_minor", Long.class),
        row.getLong("threshold_minor"),
        offers(row),
        new HashSet<>(Arrays.asList((String[]) row.getArray("categories").getArray())),
        merchant == null ? null : new MerchantId(merchant),
        Audience.valueOf(row.getString("audience")),
        row.getBoolean("claimable"),
        row.getBoolean("alone"),
        row.getString("funder"),
        row.getObject("valid_from", OffsetDateTime.class).toInstant(),
        until == null ? null : until.toInstant(),
        row.getInt("life_days"),
        row.getObject("total_limit", Long.class),
        row.getObject("per_person", Integer.class),
        row.getObject("again_days", Integer.class),
        row.getObject("budget_minor", Long.class));
  }

  static Set<OfferId> offers(ResultSet row) throws SQLException {
    return Arrays.stream((UUID[]) row.getArray("offers").getArray())
        .map(OfferId::new)
        .collect(Collectors.toSet());
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
