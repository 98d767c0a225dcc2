package changke.journeys;

import changke.shared.PersonId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Tags, and who left.
@Repository
class PeopleRows {

  private static final String TAGS =
      """
      SELECT person, tag FROM journeys.tag WHERE person = ANY (:people::uuid[])
      """;

  private static final String TAG =
      """
      INSERT INTO journeys.tag (person, tag, since) VALUES (:person, :tag, :at) ON CONFLICT DO NOTHING
      """;

  private static final String UNTAG =
      """
      DELETE FROM journeys.tag WHERE person = :person AND tag = :tag
      """;

  private static final String WAKE =
      """
      UPDATE journeys.instance i SET due_at = :now
      WHERE i.person = :person AND i.ended_at IS NULL AND i.id <> :but AND i.due_at > :now
      """;

  private static final String GONE =
      """
      SELECT person FROM journeys.gone WHERE person = ANY (:people::uuid[])
      """;

  private static final String GO =
      """
      INSERT INTO journeys.gone (person, at) VALUES (:person, :at) ON CONFLICT DO NOTHING
      """;

  private static final String END =
      """
      UPDATE journeys.instance SET entry = '{}', key = CASE WHEN key = '' THEN '' ELSE id::text END,
        due_at = NULL, watched = false,
        ended = coalesce(ended, 'ERASED'), ended_at = coalesce(ended_at, CAST(:at AS timestamptz))
      WHERE person = :person
      """;

  private static final String FORGET_SEEN =
      """
      DELETE FROM journeys.seen WHERE person = :person
      """;

  private static final String FORGET_TAGS =
      """
      DELETE FROM journeys.tag WHERE person = :person
      """;

  private static final String FORGET_TASKS =
      """
      DELETE FROM journeys.task WHERE person = :person
      """;

  private final JdbcClient jdbc;

  PeopleRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Map<UUID, Set<String>> tags(Collection<UUID> people) {
    var all = new HashMap<UUID, Set<String>>();
    jdbc.sql(TAGS)
        .param("people", people.toArray(UUID[]::new))
        .query(row -> {
          all.computeIfAbsent(row.getObject("person", UUID.class), key -> new HashSet<>())
              .add(row.getString("tag"));
        });
    return all;
  }

  /// Puts a tag on or takes it off, and lets those look again who may wait for it.
  void tag(PersonId person, String tag, boolean on, UUID by, Instant now) {
    var statement = jdbc.sql(on ? TAG : UNTAG).param("person", person.value()).param("tag", tag);
    (on ? statement.param("at", now.atOffset(ZoneOffset.UTC)) : statement).update();
    jdbc.sql(WAKE)
        .param("person", person.value())
        .param("but", by)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  Set<UUID> gone(Collection<UUID> people) {
    return new HashSet<>(
        jdbc.sql(GONE).param("people", people.toArray(UUID[]::new)).query(UUID.class).list());
  }

  /// What names events or says something of the person goes; ids of who was where stay, so that
  /// what was measured stays true.
  void forget(PersonId person, Instant at) {
    jdbc.sql(GO).param("person", person.value()).param("at", at.atOffset(ZoneOffset.UTC)).update();
    jdbc.sql(END).param("person", person.value()).param("at", at.atOffset(ZoneOffset.UTC)).update();
    for (var sql : new String[] {FORGET_SEEN, FORGET_TAGS, FORGET_TASKS}) {
      jdbc.sql(sql).param("person", person.value()).update();
    }
  }
}
