package changke.play;

import changke.shared.PersonId;
import changke.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Quests, their steps and who finished them.
@Repository
class QuestRows {

  /// A step that a fact was.
  record Step(UUID quest, UUID person, LocalDate day, String step, Instant at) {}

  /// Somebody's quest of a day, with how many steps it has now.
  record Standing(UUID quest, PersonId person, LocalDate day, int steps, boolean done) {}

  /// How often a quest was begun and finished.
  record Count(long people, long done) {}

  private static final int MOST = 500;

  private static final String INSERT =
      """
      INSERT INTO play.quest
        (id, kind, name_zh, name_en, fact, field, prefix, apart, times, points, badge, valid_from,
         made_by)
      VALUES (:id, :kind, :zh, :en, :fact, :field, :prefix, :apart, :times, :points, :badge, :from,
              :by)
      """;

  private static final String END =
      """
      UPDATE play.quest SET ended_at = :at WHERE id = :id AND ended_at IS NULL
      """;

  private static final String ALL =
      """
      SELECT id, kind, name_zh, name_en, fact, field, prefix, apart, times, points, badge,
             valid_from, ended_at
      FROM play.quest ORDER BY ended_at IS NOT NULL, kind DESC, valid_from, id LIMIT :most
      """;

  private static final String INSERT_STEPS =
      """
      WITH fresh AS (
        INSERT INTO play.quest_step (quest, person, day, step, at)
        SELECT * FROM unnest(:quest::uuid[], :person::uuid[], :day::date[], :step::text[],
                             :at::timestamptz[])
        ON CONFLICT DO NOTHING
        RETURNING quest, person, day)
      SELECT DISTINCT quest, person, day FROM fresh
      """;

  private static final String STANDING =
      """
      SELECT s.quest, s.person, s.day, count(*) AS steps,
             EXISTS (SELECT 1 FROM play.quest_done d
                     WHERE d.quest = s.quest AND d.person = s.person AND d.day = s.day) AS done
      FROM play.quest_step s
      JOIN unnest(:quest::uuid[], :person::uuid[], :day::date[]) t (quest, person, day)
        USING (quest, person, day)
      GROUP BY s.quest, s.person, s.day
      """;

  private static final String OF_PERSON =
      """
      SELECT s.quest, s.person, s.day, count(*) AS steps,
             EXISTS (SELECT 1 FROM play.quest_done d
                     WHERE d.quest = s.quest AND d.person = s.person AND d.day = s.day) AS done
      FROM play.quest_step s
      WHERE s.person = :person AND s.day = ANY (:days::date[])
      GROUP BY s.quest, s.person, s.day
      """;

  private static final String FINISH =
      """
      INSERT INTO play.quest_done (quest, person, day, done_at) VALUES (:quest, :person, :day, :at)
      ON CONFLICT DO NOTHING
      """;

  private static final String COUNT =
      """
      SELECT (SELECT count(DISTINCT person) FROM play.quest_step WHERE quest = :quest) AS people,
             (SELECT count(*) FROM play.quest_done WHERE quest = :quest) AS done
      """;

  private static final String ACTIVE_PEOPLE =
      """
      SELECT count(DISTINCT person) FROM play.check_in WHERE at >= :since
      """;

  private final JdbcClient jdbc;

  QuestRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(UUID id, QuestDraft draft, PersonId by, Instant at) {
    jdbc.sql(INSERT)
        .param("id", id)
        .param("kind", draft.kind().name())
        .param("zh", draft.name().zh())
        .param("en", draft.name().en())
        .param("fact", draft.fact())
        .param("field", draft.field())
        .param("prefix", draft.prefix())
        .param("apart", draft.apart())
        .param("times", draft.times())
        .param("points", draft.points())
        .param("badge", draft.badge())
        .param("from", at.atOffset(ZoneOffset.UTC))
        .param("by", by.value())
        .update();
  }

  boolean end(UUID id, Instant at) {
    return jdbc.sql(END).param("id", id).param("at", at.atOffset(ZoneOffset.UTC)).update() == 1;
  }

  /// Those in force first.
  List<Quest> all() {
    return jdbc.sql(ALL).param("most", MOST).query(QuestRows::quest).list();
  }

  /// Writes steps that are not known yet and tells where something stands now that did not before.
  List<Standing> step(List<Step> steps) {
    if (steps.isEmpty()) {
      return List.of();
    }
    var touched =
        jdbc.sql(INSERT_STEPS)
            .param("quest", steps.stream().map(Step::quest).toArray(UUID[]::new))
            .param("person", steps.stream().map(Step::person).toArray(UUID[]::new))
            .param("day", steps.stream().map(s -> s.day().toString()).toArray(String[]::new))
            .param("step", steps.stream().map(Step::step).toArray(String[]::new))
            .param("at", steps.stream().map(s -> s.at().toString()).toArray(String[]::new))
            .query((row, number) ->
                new Standing(
                    row.getObject("quest", UUID.class),
                    new PersonId(row.getObject("person", UUID.class)),
                    row.getObject("day", LocalDate.class),
                    0,
                    false))
            .list();
    return touched.isEmpty() ? List.of() : standing(new ArrayList<>(touched));
  }

  private List<Standing> standing(List<Standing> touched) {
    return jdbc.sql(STANDING)
        .param("quest", touched.stream().map(Standing::quest).toArray(UUID[]::new))
        .param("person", touched.stream().map(t -> t.person().value()).toArray(UUID[]::new))
        .param("day", touched.stream().map(t -> t.day().toString()).toArray(String[]::new))
        .query(QuestRows::standing)
        .list();
  }

  List<Standing> of(PersonId person, LocalDate today) {
    return jdbc.sql(OF_PERSON)
        .param("person", person.value())
        .param("days", new String[] {today.toString(), Quest.EVER.toString()})
        .query(QuestRows::standing)
        .list();
  }

  /// False when it was finished before.
  boolean finish(Standing standing, Instant at) {
    return jdbc.sql(FINISH)
            .param("quest", standing.quest())
            .param("person", standing.person().value())
            .param("day", standing.day())
            .param("at", at.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  Count count(UUID quest) {
    return jdbc.sql(COUNT)
        .param("quest", quest)
        .query((row, number) -> new Count(row.getLong("people"), row.getLong("done")))
        .single();
  }

  /// People who checked in since then.
  long activePeople(Instant since) {
    return jdbc.sql(ACTIVE_PEOPLE)
        .param("since", since.atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }

  private static Standing standing(ResultSet row, int number) throws SQLException {
    return new Standing(
        row.getObject("quest", UUID.class),
        new PersonId(row.getObject("person", UUID.class)),
        row.getObject("day", LocalDate.class),
        row.getInt("steps"),
        row.getBoolean("done"));
  }

  private static Quest quest(ResultSet row, int number) throws SQLException {
    return new Quest(
        row.getObject("id", UUID.class),
        Quest.Kind.valueOf(row.getString("kind")),
        new Words(row.getString("name_zh"), row.getString("name_en")),
        row.getString("fact"),
        row.getString("field"),
        row.getString("prefix"),
        row.getString("apart"),
        row.getInt("times"),
        row.getLong("points"),
        row.getObject("badge", UUID.class),
        row.getTimestamp("valid_from").toInstant(),
        Optional.ofNullable(row.getTimestamp("ended_at"))
            .map(java.sql.Timestamp::toInstant)
            .orElse(null));
  }
}
