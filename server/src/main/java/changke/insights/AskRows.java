package changke.insights;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who was asked what, and the answers.
@Repository
class AskRows {

  private static final int MOST_PAST = 200;

  private static final String ALONE =
      """
      SELECT pg_advisory_xact_lock(hashtextextended(:who, 73))
      """;

  private static final String PAST =
      """
      SELECT k.id, k.survey, k.way, k.asked_at,
             k.dismissed_at IS NOT NULL OR a.ask IS NOT NULL AS done
      FROM insights.survey_ask k LEFT JOIN insights.survey_answer a ON a.ask = k.id
      WHERE k.identity = ANY(:identities::uuid[])
      ORDER BY k.asked_at DESC LIMIT :most
      """;

  private static final String INSERT =
      """
      INSERT INTO insights.survey_ask (id, survey, version, way, identity, person, asked_at)
      VALUES (:id, :survey, :version, :way, :identity, :person, :at)
      """;

  private static final String FIND =
      """
      SELECT k.id, k.survey, k.version, k.way, k.identity, k.person, k.asked_at, k.dismissed_at,
             a.score, a.choice, a.words, a.answered_at
      FROM insights.survey_ask k LEFT JOIN insights.survey_answer a ON a.ask = k.id
      WHERE k.id = :id FOR UPDATE OF k
      """;

  private static final String DISMISS =
      """
      UPDATE insights.survey_ask SET dismissed_at = :at
      WHERE id = :id AND dismissed_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM insights.survey_answer WHERE ask = :id)
      """;

  private static final String ANSWER =
      """
      INSERT INTO insights.survey_answer (ask, score, choice, words, answered_at)
      VALUES (:ask, :score, :choice, :words, :at)
      ON CONFLICT (ask) DO UPDATE
      SET score = excluded.score, choice = excluded.choice, words = excluded.words,
          changed_at = excluded.answered_at
      """;

  private static final String FORGET_WORDS =
      """
      DELETE FROM insights.survey_answer a USING insights.survey_ask k
      WHERE k.id = a.ask AND (k.identity = ANY(:ids::uuid[]) OR k.person = ANY(:ids::uuid[]))
        AND a.score IS NULL AND a.choice IS NULL
      """;

  private static final String FORGET_ANSWERS =
      """
      UPDATE insights.survey_answer a SET words = NULL FROM insights.survey_ask k
      WHERE k.id = a.ask AND (k.identity = ANY(:ids::uuid[]) OR k.person = ANY(:ids::uuid[]))
      """;

  private static final String FORGET =
      """
      UPDATE insights.survey_ask SET identity = NULL, person = NULL
      WHERE identity = ANY(:ids::uuid[]) OR person = ANY(:ids::uuid[])
      """;

  record Row(
      UUID id,
      UUID survey,
      int version,
      SurveyAsk.Way way,
      @Nullable UUID identity,
      @Nullable UUID person,
      Instant askedAt,
      @Nullable Instant dismissedAt,
      @Nullable SurveyAnswer answer,
      @Nullable Instant answeredAt) {}

  private final JdbcClient jdbc;

  AskRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Nobody else asks the same person until the transaction ends.
  void alone(UUID who) {
    jdbc.sql(ALONE).param("who", who.toString()).query().singleValue();
  }

  /// What one person was asked, the latest first.
  List<SurveyRules.Past> past(Collection<UUID> identities) {
    return jdbc.sql(PAST)
        .param("identities", identities.toArray(UUID[]::new))
        .param("most", MOST_PAST)
        .query((row, number) ->
            new SurveyRules.Past(
                row.getObject("id", UUID.class),
                row.getObject("survey", UUID.class),
                SurveyAsk.Way.valueOf(row.getString("way")),
                row.getTimestamp("asked_at").toInstant(),
                row.getBoolean("done")))
        .list();
  }

  void insert(
      UUID id,
      Survey survey,
      SurveyAsk.Way way,
      @Nullable UUID identity,
      @Nullable UUID person,
      Instant at) {
    jdbc.sql(INSERT)
        .param("id", id)
        .param("survey", survey.id())
        .param("version", survey.version())
        .param("way", way.name())
        .param("identity", identity)
        .param("person", person)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  /// Locks it until the transaction ends.
  Optional<Row> lock(UUID id) {
    return jdbc.sql(FIND).param("id", id).query(AskRows::read).optional();
  }

  boolean dismiss(UUID id, Instant at) {
    return jdbc.sql(DISMISS).param("id", id).param("at", at.atOffset(ZoneOffset.UTC)).update() > 0;
  }

  void answer(UUID ask, SurveyAnswer answer, Instant at) {
    jdbc.sql(ANSWER)
        .param("ask", ask)
        .param("score", answer.score())
        .param("choice", answer.choice())
        .param("words", answer.words().isEmpty() ? null : answer.words())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  /// Takes people out of what they were asked: what they wrote goes, a bare number stays nobody's.
  void forget(Collection<UUID> identities) {
    var ids = identities.toArray(UUID[]::new);
    jdbc.sql(FORGET_WORDS).param("ids", ids).update();
    jdbc.sql(FORGET_ANSWERS).param("ids", ids).update();
    jdbc.sql(FORGET).param("ids", ids).update();
  }

  private static Row read(ResultSet row, int number) throws SQLException {
    var answered = row.getTimestamp("answered_at");
    var dismissed = row.getTimestamp("dismissed_at");
    return new Row(
        row.getObject("id", UUID.class),
        row.getObject("survey", UUID.class),
        row.getInt("version"),
        SurveyAsk.Way.valueOf(row.getString("way")),
        row.getObject("identity", UUID.class),
        row.getObject("person", UUID.class),
        row.getTimestamp("asked_at").toInstant(),
        dismissed == null ? null : dismissed.toInstant(),
        answered == null ? null : answer(row),
        answered == null ? null : answered.toInstant());
  }

  private static SurveyAnswer answer(ResultSet row) throws SQLException {
    var words = row.getString("words");
    return new SurveyAnswer(
        row.getObject("score", Integer.class),
        row.getObject("choice", Integer.class),
        words == null ? "" : words);
  }
}
