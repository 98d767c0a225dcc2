package changke.journeys;

import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/// Who is where, as those see it who move people on.
@Repository
class Instances {

  static final TypeReference<Map<String, Object>> PROPERTIES = new TypeReference<>() {};

  private static final String COLUMNS =
      """
      SELECT i.id, i.journey, i.version, i.person, i.key, i.fact, i.entry::text AS entry, i.happened_at,
             i.entered_at, i.node, i.epoch, i.arrived_at, i.used, i.tries, i.goal_at
      FROM journeys.instance i
      """;

  private static final String DUE =
      """
      WHERE i.ended_at IS NULL AND i.due_at <= :now
        AND NOT EXISTS (
          SELECT 1 FROM journeys.pause p WHERE p.journey = i.journey AND p.ended_at IS NULL)
      """;

  private static final String CLAIM =
      COLUMNS + DUE + "ORDER BY i.due_at LIMIT :most FOR UPDATE OF i SKIP LOCKED";

  private static final String DUE_IDS =
      "SELECT i.id FROM journeys.instance i " + DUE + "ORDER BY i.due_at LIMIT :most";

  private static final String CLAIM_ONE =
      COLUMNS
          + "WHERE i.id = :id AND i.ended_at IS NULL AND i.due_at <= :now FOR UPDATE OF i SKIP LOCKED";

  /// The second time of one fact, or a second one at a time, is nothing.
  private static final String INSERT =
      """
      INSERT INTO journeys.instance
        (id, journey, version, person, key, fact, entry, happened_at, entered_at, first, node, epoch,
         arrived_at, due_at, used, tries, watched_to, watched)
      SELECT n.id::uuid, n.journey::uuid, n.version, n.person::uuid, n.key, n.fact::uuid, n.entry::jsonb,
             n.happened::timestamptz, :now, n.first, 'enter', 0, :now, :now, '{}', 0, n.watched_to::timestamptz, true
      FROM unnest(:ids::text[], :journeys::text[], :versions::int[], :people::text[], :keys::text[],
                  :facts::text[], :entries::text[], :happened::text[], :firsts::boolean[], :watched::text[])
        AS n (id, journey, version, person, key, fact, entry, happened, first, watched_to)
      ON CONFLICT DO NOTHING
      """;

  private static final String MOVE =
      """
      UPDATE journeys.instance i
      SET node = m.node, epoch = m.epoch, arrived_at = m.arrived::timestamptz,
          due_at = m.due::timestamptz, used = m.used::uuid[], tries = 0, arm = coalesce(m.arm, i.arm),
          ended_at = m.ended_at::timestamptz, ended = m.ended
      FROM unnest(:ids::text[], :nodes::text[], :epochs::int[], :arrived::text[], :dues::text[],
                  :used::text[], :arms::text[], :endedAt::text[], :ended::text[])
        AS m (id, node, epoch, arrived, due, used, arm, ended_at, ended)
      WHERE i.id = m.id::uuid
      """;

  private static final String FAIL =
      """
      UPDATE journeys.instance SET tries = tries + 1, due_at = :again,
        ended_at = CASE WHEN tries + 1 >= :most THEN CAST(:now AS timestamptz) END,
        ended = CASE WHEN tries + 1 >= :most THEN 'STUCK' END
      WHERE id = :id AND ended_at IS NULL
      """;

  private static final String OF_PEOPLE =
      """
      SELECT i.id, i.journey, i.version, i.person, i.key, i.fact, i.entry::text AS entry, i.happened_at,
             i.entered_at, i.node, i.epoch, i.arrived_at, i.used, i.tries, i.goal_at,
             i.ended_at IS NOT NULL AS over, i.watched, i.watched_to
      FROM journeys.instance i
      WHERE i.person = ANY (:people::uuid[]) AND (i.ended_at IS NULL OR i.watched)
      ORDER BY i.id
      """;

  private static final String LATEST =
      """
      SELECT DISTINCT ON (journey, person, key) journey, person, key, happened_at, entered_at,
             ended_at IS NULL AS inside
      FROM journeys.instance
      WHERE person = ANY (:people::uuid[]) AND journey = ANY (:journeys::uuid[])
      ORDER BY journey, person, key, entered_at DESC
      """;

  private static final String WAKE =
      """
      UPDATE journeys.instance i SET due_at = :now
      WHERE i.id = ANY (:ids::uuid[]) AND i.ended_at IS NULL
        AND NOT EXISTS (
          SELECT 1 FROM journeys.pause p WHERE p.journey = i.journey AND p.ended_at IS NULL)
      """;

  private static final String GOAL =
      """
      UPDATE journeys.instance i SET goal_at = least(i.goal_at, g.at::timestamptz)
      FROM unnest(:ids::text[], :times::text[]) AS g (id, at)
      WHERE i.id = g.id::uuid
      """;

  private final JdbcClient jdbc;

  Instances(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Somebody who enters.
  record Entering(
      UUID id,
      UUID journey,
      int version,
      PersonId person,
      String key,
      UUID fact,
      Map<String, Object> entry,
      Instant happenedAt,
      boolean first,
      Instant watchedTo) {}

  /// An instance as the reader of events sees it.
  record Watched(Instance one, boolean over, boolean watched, Instant watchedTo) {}

  /// When somebody entered last under a key.
  record Last(UUID journey, PersonId person, String key, Instant enteredAt, boolean inside) {}

  /// Where a turn leaves somebody.
  record Moved(Instance one, @Nullable Instant due, @Nullable String arm, @Nullable String ended) {}

  /// Takes some who are due until the transaction ends; nobody else takes them meanwhile.
  List<Instance> claim(Instant now, int most) {
    return jdbc.sql(CLAIM).param("now", at(now)).param("most", most).query(Instances::read).list();
  }

  List<UUID> due(Instant now, int most) {
    return jdbc.sql(DUE_IDS).param("now", at(now)).param("most", most).query(UUID.class).list();
  }

  Optional<Instance> claim(UUID id, Instant now) {
    return jdbc.sql(CLAIM_ONE)
        .param("id", id)
        .param("now", at(now))
        .query(Instances::read)
        .optional();
  }

  int insert(List<Entering> all, Instant now) {
    if (all.isEmpty()) {
      return 0;
    }
    return jdbc.sql(INSERT)
        .param("now", at(now))
        .param("ids", texts(all, one -> one.id().toString()))
        .param("journeys", texts(all, one -> one.journey().toString()))
        .param("versions", all.stream().map(Entering::version).toArray(Integer[]::new))
        .param("people", texts(all, one -> one.person().toString()))
        .param("keys", texts(all, Entering::key))
        .param("facts", texts(all, one -> one.fact().toString()))
        .param("entries", texts(all, one -> Json.MAPPER.writeValueAsString(one.entry())))
        .param("happened", texts(all, one -> one.happenedAt().toString()))
        .param("firsts", all.stream().map(Entering::first).toArray(Boolean[]::new))
        .param("watched", texts(all, one -> one.watchedTo().toString()))
        .update();
  }

  void move(List<Moved> all, Instant now) {
    if (all.isEmpty()) {
      return;
    }
    jdbc.sql(MOVE)
        .param("ids", texts(all, one -> one.one().id().toString()))
        .param("nodes", texts(all, one -> one.one().node()))
        .param("epochs", all.stream().map(one -> one.one().epoch()).toArray(Integer[]::new))
        .param("arrived", texts(all, one -> one.one().arrivedAt().toString()))
        .param("dues", texts(all, one -> text(one.due())))
        .param("used", texts(all, one -> array(one.one().used())))
        .param("arms", texts(all, Moved::arm))
        .param("endedAt", texts(all, one -> one.ended() == null ? null : now.toString()))
        .param("ended", texts(all, Moved::ended))
        .update();
  }

  void fail(UUID id, int mostTries, Instant again, Instant now) {
    jdbc.sql(FAIL)
        .param("id", id)
        .param("most", mostTries)
        .param("again", at(again))
        .param("now", at(now))
        .update();
  }

  /// Those who are inside, and those whose time of being looked at has not passed.
  List<Watched> ofPeople(Collection<UUID> people) {
    return jdbc.sql(OF_PEOPLE)
        .param("people", people.toArray(UUID[]::new))
        .query((row, number) ->
            new Watched(
                read(row, number),
                row.getBoolean("over"),
                row.getBoolean("watched"),
                row.getTimestamp("watched_to").toInstant()))
        .list();
  }

  List<Last> latest(Collection<UUID> people, Collection<UUID> journeys) {
    return jdbc.sql(LATEST)
        .param("people", people.toArray(UUID[]::new))
        .param("journeys", journeys.toArray(UUID[]::new))
        .query((row, number) ->
            new Last(
                row.getObject("journey", UUID.class),
                new PersonId(row.getObject("person", UUID.class)),
                row.getString("key"),
                row.getTimestamp("entered_at").toInstant(),
                row.getBoolean("inside")))
        .list();
  }

  void wake(Collection<UUID> ids, Instant now) {
    if (!ids.isEmpty()) {
      jdbc.sql(WAKE).param("ids", ids.toArray(UUID[]::new)).param("now", at(now)).update();
    }
  }

  void reached(Map<UUID, Instant> goals) {
    if (!goals.isEmpty()) {
      var all = List.copyOf(new java.util.TreeMap<>(goals).entrySet());
      jdbc.sql(GOAL)
          .param("ids", texts(all, one -> one.getKey().toString()))
          .param("times", texts(all, one -> one.getValue().toString()))
          .update();
    }
  }

  private static <T> @Nullable String[] texts(
      List<T> all, java.util.function.Function<T, @Nullable String> each) {
    return all.stream().map(each).toArray(String[]::new);
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static String array(Set<UUID> ids) {
    return "{" + String.join(",", ids.stream().map(UUID::toString).sorted().toList()) + "}";
  }

  private static java.time.OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Instance read(ResultSet row, int number) throws SQLException {
    var goal = row.getTimestamp("goal_at");
    return new Instance(
        row.getObject("id", UUID.class),
        row.getObject("journey", UUID.class),
        row.getInt("version"),
        new PersonId(row.getObject("person", UUID.class)),
        row.getString("key"),
        row.getObject("fact", UUID.class),
        Json.MAPPER.readValue(row.getString("entry"), PROPERTIES),
        row.getTimestamp("happened_at").toInstant(),
        row.getTimestamp("entered_at").toInstant(),
        row.getString("node"),
        row.getInt("epoch"),
        row.getTimestamp("arrived_at").toInstant(),
        Set.copyOf(Arrays.asList((UUID[]) row.getArray("used").getArray())),
        row.getInt("tries"),
        goal == null ? null : goal.toInstant());
  }
}
