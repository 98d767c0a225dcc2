package changke.audience;

import changke.engine.value.RfmScore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ProfileRows {

  private static final String COLUMNS =
      """
      SELECT person, unit, member, first_at, last_at, acts, active_days, orders, net_minor, currency,
             last_order, stage, stage_day, recency, frequency, money, as_of
      FROM audience.profile
      """;

  private static final String OF =
      COLUMNS
          + """
          WHERE generation = :generation AND person = ANY(:people::uuid[])
          """;

  private static final String SAVE =
      """
      INSERT INTO audience.profile
        (generation, person, unit, member, first_at, last_at, acts, active_days, orders, net_minor,
         currency, last_order, stage, stage_day, recency, frequency, money, as_of)
      SELECT :generation, p.person, p.unit, p.member, p.first_at::timestamptz,
             p.last_at::timestamptz, p.acts, p.active_days, p.orders, p.net_minor, p.currency,
             p.last_order, p.stage, p.stage_day, p.recency, p.frequency, p.money, p.as_of
      FROM unnest(:people::uuid[], :units::text[], :members::boolean[], :firsts::text[],
                  :lasts::text[], :acts::bigint[], :days::integer[], :orders::integer[],
                  :net::bigint[], :currencies::text[], :last_orders::integer[], :stages::text[],
                  :stage_days::integer[], :recencies::integer[], :frequencies::integer[],
                  :moneys::integer[], :as_ofs::integer[])
           AS p (person, unit, member, first_at, last_at, acts, active_days, orders, net_minor,
                 currency, last_order, stage, stage_day, recency, frequency, money, as_of)
      ON CONFLICT (generation, person) DO UPDATE
      SET unit = excluded.unit, member = excluded.member, first_at = excluded.first_at,
          last_at = excluded.last_at, acts = excluded.acts, active_days = excluded.active_days,
          orders = excluded.orders, net_minor = excluded.net_minor, currency = excluded.currency,
          last_order = excluded.last_order, stage = excluded.stage,
          stage_day = excluded.stage_day, recency = excluded.recency,
          frequency = excluded.frequency, money = excluded.money, as_of = excluded.as_of
      """;

  private static final String REMOVE =
      """
      DELETE FROM audience.profile WHERE generation = :generation AND person = ANY(:people::uuid[])
      """;

  private static final String DUE =
      """
      SELECT person FROM audience.profile WHERE generation = :generation AND as_of < :today
      ORDER BY as_of, person LIMIT :most
      """;

  private static final String AFTER =
      """
      SELECT person FROM audience.profile
      WHERE generation = :generation AND unit = :unit AND person > :after
      ORDER BY person LIMIT :most
      """;

  private static final String BUYERS =
      """
      SELECT greatest(0, :today - last_order) AS days, net_minor FROM audience.profile
      WHERE generation = :generation AND unit = :unit AND last_order IS NOT NULL
      LIMIT 5000000
      """;

  private static final String STAGES =
      """
      SELECT stage, count(*) AS people FROM audience.profile
      WHERE generation = :generation AND unit = :unit AND stage IS NOT NULL GROUP BY stage
      """;

  private static final String LATEST =
      COLUMNS
          + """
          WHERE generation = :generation AND unit = :unit AND (:stage = '' OR stage = :stage)
            AND (member OR :unit = 'MERCHANT' OR NOT :members)
          ORDER BY last_at DESC, person LIMIT :most OFFSET :skip
          """;

  /// Everybody of a unit is looked at again.
  private static final String AGE =
      """
      UPDATE audience.profile SET as_of = as_of - 1
      WHERE generation = :generation AND unit = :unit
      """;

  private static final String CLEAR =
      """
      DELETE FROM audience.profile WHERE generation = :generation
      """;

  private final JdbcClient jdbc;

  ProfileRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Map<UUID, Profile> of(int generation, Collection<UUID> people) {
    var profiles = new HashMap<UUID, Profile>();
    jdbc.sql(OF)
        .param("generation", generation)
        .param("people", people.toArray(UUID[]::new))
        .query(ProfileRows::read)
        .list()
        .forEach(profile -> profiles.put(profile.person(), profile));
    return profiles;
  }

  Optional<Profile> find(int generation, UUID person) {
    return Optional.ofNullable(of(generation, List.of(person)).get(person));
  }

  void save(int generation, List<Profile> all) {
    if (all.isEmpty()) {
      return;
    }
    jdbc.sql(SAVE)
        .param("generation", generation)
        .param("people", each(all, Profile::person).toArray(UUID[]::new))
        .param("units", each(all, p -> p.unit().name()).toArray(String[]::new))
        .param("members", each(all, Profile::member).toArray(Boolean[]::new))
        .param("firsts", each(all, p -> p.firstAt().toString()).toArray(String[]::new))
        .param("lasts", each(all, p -> p.lastAt().toString()).toArray(String[]::new))
        .param("acts", each(all, Profile::acts).toArray(Long[]::new))
        .param("days", each(all, Profile::activeDays).toArray(Integer[]::new))
        .param("orders", each(all, Profile::orders).toArray(Integer[]::new))
        .param("net", each(all, Profile::netMinor).toArray(Long[]::new))
        .param("currencies", each(all, Profile::currency).toArray(String[]::new))
        .param("last_orders", each(all, p -> day(p.lastOrder())).toArray(Integer[]::new))
        .param("stages", each(all, p -> name(p.stage())).toArray(String[]::new))
        .param("stage_days", each(all, p -> day(p.stageSince())).toArray(Integer[]::new))
        .param("recencies", each(all, p -> score(p, RfmScore::recency)).toArray(Integer[]::new))
        .param("frequencies", each(all, p -> score(p, RfmScore::frequency)).toArray(Integer[]::new))
        .param("moneys", each(all, p -> score(p, RfmScore::money)).toArray(Integer[]::new))
        .param("as_ofs", each(all, p -> day(p.asOf())).toArray(Integer[]::new))
        .update();
  }

  private static <T extends @Nullable Object> Stream<T> each(
      List<Profile> all, Function<Profile, T> of) {
    return all.stream().map(of);
  }

  private static @Nullable Integer day(@Nullable LocalDate date) {
    return date == null ? null : (int) date.toEpochDay();
  }

  private static @Nullable String name(@Nullable Stage stage) {
    return stage == null ? null : stage.name();
  }

  private static @Nullable Integer score(Profile profile, Function<RfmScore, Integer> of) {
    return profile.rfm() == null ? null : of.apply(profile.rfm());
  }

  void remove(int generation, Collection<UUID> people) {
    if (!people.isEmpty()) {
      jdbc.sql(REMOVE)
          .param("generation", generation)
          .param("people", people.toArray(UUID[]::new))
          .update();
    }
  }

  /// Whose row is of an earlier day.
  List<UUID> due(int generation, int today, int most) {
    return jdbc.sql(DUE)
        .param("generation", generation)
        .param("today", today)
        .param("most", most)
        .query(UUID.class)
        .list();
  }

  List<UUID> after(int generation, Unit unit, UUID after, int most) {
    return jdbc.sql(AFTER)
        .param("generation", generation)
        .param("unit", unit.name())
        .param("after", after)
        .param("most", most)
        .query(UUID.class)
        .list();
  }

  record Bought(int days, long netMinor) {}

  /// Everybody who ever ordered: days since the last order and net money.
  List<Bought> buyers(int generation, Unit unit, int today) {
    return jdbc.sql(BUYERS)
        .param("generation", generation)
        .param("unit", unit.name())
        .param("today", today)
        .query((row, number) -> new Bought(row.getInt("days"), row.getLong("net_minor")))
        .list();
  }

  Map<Stage, Long> stages(int generation, Unit unit) {
    var stages = new EnumMap<Stage, Long>(Stage.class);
    jdbc.sql(STAGES)
        .param("generation", generation)
        .param("unit", unit.name())
        .query(row -> {
          stages.put(Stage.valueOf(row.getString("stage")), row.getLong("people"));
        });
    return stages;
  }

  List<Profile> latest(
      int generation, Unit unit, @Nullable Stage stage, boolean members, int most, int skip) {
    return jdbc.sql(LATEST)
        .param("generation", generation)
        .param("unit", unit.name())
        .param("stage", stage == null ? "" : stage.name())
        .param("members", members)
        .param("most", most)
        .param("skip", skip)
        .query(ProfileRows::read)
        .list();
  }

  void age(int generation, Unit unit) {
    jdbc.sql(AGE).param("generation", generation).param("unit", unit.name()).update();
  }

  int clear(int generation) {
    return jdbc.sql(CLEAR).param("generation", generation).update();
  }

  private static Profile read(ResultSet row, int number) throws SQLException {
    var recency = row.getObject("recency");
    var stage = row.getString("stage");
    return new Profile(
        row.getObject("person", UUID.class),
        Unit.valueOf(row.getString("unit")),
        row.getBoolean("member"),
        row.getTimestamp("first_at").toInstant(),
        row.getTimestamp("last_at").toInstant(),
        row.getLong("acts"),
        row.getInt("active_days"),
        row.getInt("orders"),
        row.getLong("net_minor"),
        row.getString("currency"),
        date(row, "last_order"),
        stage == null ? null : Stage.valueOf(stage),
        date(row, "stage_day"),
        recency == null
            ? null
            : new RfmScore(row.getInt("recency"), row.getInt("frequency"), row.getInt("money")),
        Calendars.date(row.getInt("as_of")));
  }

  private static @Nullable LocalDate date(ResultSet row, String column) throws SQLException {
    var day = row.getObject(column, Integer.class);
    return day == null ? null : Calendars.date(day);
  }
}
