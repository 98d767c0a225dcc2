package changke.rewards;

import changke.shared.OfferId;
import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

@Repository
class TierRows {

  private static final String LEVELS =
      """
      SELECT tier, version, spend_minor, orders, quota_factor, early_hours, benefits
      FROM rewards.tier_level WHERE ended_at IS NULL ORDER BY spend_minor, orders
      """;

  private static final String END_LEVEL =
      """
      UPDATE rewards.tier_level SET ended_at = :at WHERE tier = :tier AND ended_at IS NULL
      """;

  private static final String ADD_LEVEL =
      """
      INSERT INTO rewards.tier_level
        (tier, version, spend_minor, orders, quota_factor, early_hours, benefits, made_by, made_at)
      SELECT :tier, max(version) + 1, :spend, :orders, :quota, :early, :benefits::text[], :by, :at
      FROM rewards.tier_level WHERE tier = :tier
      """;

  private static final String FIND =
      """
      SELECT l.tier, coalesce(t.since, to_timestamp(0)) AS since, t.falls_at, l.benefits,
             l.early_hours
      FROM (VALUES (:person::uuid)) AS one (person)
      LEFT JOIN rewards.tier t ON t.person = one.person
      JOIN rewards.tier_level l ON l.tier = coalesce(t.tier, 'BRONZE') AND l.ended_at IS NULL
      """;

  private static final String AMONG =
      """
      SELECT person, tier FROM rewards.tier WHERE person = ANY(:people::uuid[])
      """;

  private static final String PUT =
      """
      INSERT INTO rewards.tier (person, tier, since, falls_at)
      VALUES (:person, :tier, :at, :falls::timestamptz)
      ON CONFLICT (person) DO UPDATE
      SET since = CASE WHEN tier.tier = excluded.tier THEN tier.since ELSE excluded.since END,
          tier = excluded.tier, falls_at = excluded.falls_at
      """;

  private static final String STEP =
      """
      INSERT INTO rewards.tier_step (person, at, kind, tier, spend_minor, orders)
      VALUES (:person, :at, :kind, :tier, :spend, :orders)
      """;

  private static final String ABOVE_BRONZE =
      """
      SELECT person FROM rewards.tier WHERE tier <> 'BRONZE' AND person > :after
      ORDER BY person LIMIT :most
      """;

  private static final String REHOME =
      """
      WITH gone AS (DELETE FROM rewards.tier WHERE person = :from RETURNING tier, since, falls_at)
      INSERT INTO rewards.tier (person, tier, since, falls_at)
      SELECT :into, tier, since, falls_at FROM gone
      ON CONFLICT (person) DO UPDATE
      SET tier = excluded.tier, since = excluded.since, falls_at = excluded.falls_at
      WHERE array_position(ARRAY['BRONZE', 'SILVER', 'GOLD', 'PLATINUM'], excluded.tier)
          > array_position(ARRAY['BRONZE', 'SILVER', 'GOLD', 'PLATINUM'], tier.tier)
      """;

  private static final String FORGET =
      """
      DELETE FROM rewards.tier WHERE person = :person
      """;

  private static final String EARLY =
      """
      SELECT offer, opens_at FROM rewards.early_access WHERE offer = ANY (:offers::uuid[])
      """;

  private static final String PUT_EARLY =
      """
      INSERT INTO rewards.early_access (offer, opens_at, made_by) VALUES (:offer, :at, :by)
      ON CONFLICT (offer) DO UPDATE SET opens_at = excluded.opens_at, made_by = excluded.made_by
      """;

  private static final String EARLY_AHEAD =
      """
      SELECT offer, opens_at FROM rewards.early_access WHERE opens_at > :now
      ORDER BY opens_at, offer LIMIT 200
      """;

  private static final String END_EARLY =
      """
      DELETE FROM rewards.early_access WHERE offer = :offer
      """;

  /// A tier as it is kept, and what it brings now.
  record Row(
      Tier tier, Instant since, @Nullable Instant fallsAt, Set<Benefit> benefits, int earlyHours) {}

  private final JdbcClient jdbc;

  TierRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// What counts now, the lowest first.
  List<TierLevel> levels() {
    return jdbc.sql(LEVELS).query((row, n) -> level(row)).list();
  }

  void replace(TierLevel level, String by, Instant now) {
    jdbc.sql(END_LEVEL).param("tier", level.tier().name()).param("at", at(now)).update();
    jdbc.sql(ADD_LEVEL)
        .param("tier", level.tier().name())
        .param("spend", level.spendMinor())
        .param("orders", level.orders())
        .param("quota", level.quotaFactor())
        .param("early", level.earlyHours())
        .param("benefits", level.benefits().stream().map(Benefit::name).toArray(String[]::new))
        .param("by", by)
        .param("at", at(now))
        .update();
  }

  /// The tiers of those who have one.
  Map<PersonId, Tier> among(Collection<PersonId> people) {
    var tiers = new HashMap<PersonId, Tier>();
    jdbc.sql(AMONG)
        .param("people", people.stream().map(PersonId::value).toArray(UUID[]::new))
        .query(row -> {
          tiers.put(
              new PersonId(row.getObject("person", UUID.class)),
              Tier.valueOf(row.getString("tier")));
        });
    return tiers;
  }

  Optional<Row> find(PersonId person) {
    return jdbc.sql(FIND)
        .param("person", person.value())
        .query((row, n) ->
            new Row(
                Tier.valueOf(row.getString("tier")),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                instant(row.getObject("falls_at", OffsetDateTime.class)),
                benefits(row),
                row.getInt("early_hours")))
        .optional();
  }

  void put(PersonId person, TierRules.Decision decision, Instant now) {
    jdbc.sql(PUT)
        .param("person", person.value())
        .param("tier", decision.tier().name())
        .param("at", at(now))
        .param("falls", decision.fallsAt() == null ? null : at(decision.fallsAt()))
        .update();
  }

  void step(PersonId person, TierRules.Decision decision, long spent, int orders, Instant now) {
    jdbc.sql(STEP)
        .param("person", person.value())
        .param("at", at(now))
        .param("kind", decision.step().name().toLowerCase(Locale.ROOT))
        .param("tier", decision.tier().name())
        .param("spend", spent)
        .param("orders", orders)
        .update();
  }

  List<PersonId> aboveBronze(UUID after, int most) {
    return jdbc.sql(ABOVE_BRONZE)
        .param("after", after)
        .param("most", most)
        .query((row, n) -> new PersonId(row.getObject("person", UUID.class)))
        .list();
  }

  /// When these offers open to everyone, those that opened from the start left out.
  Map<OfferId, Instant> early(Collection<OfferId> offers) {
    var early = new HashMap<OfferId, Instant>();
    jdbc.sql(EARLY)
        .param("offers", offers.stream().map(OfferId::toString).toArray(String[]::new))
        .query(row -> {
          early.put(
              new OfferId(row.getObject("offer", UUID.class)),
              row.getObject("opens_at", OffsetDateTime.class).toInstant());
        });
    return early;
  }

  /// Offers that are not open to everyone yet, the next first.
  Map<OfferId, Instant> earlyAhead(Instant now) {
    var early = new LinkedHashMap<OfferId, Instant>();
    jdbc.sql(EARLY_AHEAD)
        .param("now", at(now))
        .query(row -> {
          early.put(
              new OfferId(row.getObject("offer", UUID.class)),
              row.getObject("opens_at", OffsetDateTime.class).toInstant());
        });
    return early;
  }

  void endEarly(OfferId offer) {
    jdbc.sql(END_EARLY).param("offer", offer.value()).update();
  }

  /// The higher of two tiers is the other's.
  void rehome(PersonId from, PersonId into) {
    jdbc.sql(REHOME).param("from", from.value()).param("into", into.value()).update();
  }

  void forget(PersonId person) {
    jdbc.sql(FORGET).param("person", person.value()).update();
  }

  void putEarly(OfferId offer, Instant opensAt, String by) {
    jdbc.sql(PUT_EARLY)
        .param("offer", offer.value())
        .param("at", at(opensAt))
        .param("by", by)
        .update();
  }

  private static TierLevel level(ResultSet row) throws SQLException {
    return new TierLevel(
        Tier.valueOf(row.getString("tier")),
        row.getInt("version"),
        row.getLong("spend_minor"),
        row.getInt("orders"),
        row.getInt("quota_factor"),
        row.getInt("early_hours"),
        benefits(row));
  }

  private static Set<Benefit> benefits(ResultSet row) throws SQLException {
    return Arrays.stream((String[]) row.getArray("benefits").getArray())
        .map(Benefit::valueOf)
        .collect(Collectors.toSet());
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
