package changke.insights;

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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Surveys with their words.
@Repository
class SurveyRows {

  static final int MOST = 200;

  private static final String COLUMNS =
      """
      s.id, s.kind, s.place, s.whom, s.segment, s.pause_days, s.starts_on, s.ends_on, w.version,
      s.revision, w.question_zh, w.question_en, w.choices_zh, w.choices_en
      """;

  private static final String ALL =
      """
      SELECT %s FROM insights.survey s
      JOIN insights.survey_words w ON w.survey = s.id AND w.version = s.version
      ORDER BY s.made_at DESC, s.id LIMIT 200
      """
          .formatted(COLUMNS);

  private static final String RUNNING =
      """
      SELECT %s FROM insights.survey s
      JOIN insights.survey_words w ON w.survey = s.id AND w.version = s.version
      WHERE s.place = :place AND s.starts_on <= :today AND (s.ends_on IS NULL OR s.ends_on >= :today)
      ORDER BY s.made_at DESC, s.id LIMIT 20
      """
          .formatted(COLUMNS);

  private static final String VERSIONS =
      """
      SELECT %s FROM insights.survey s JOIN insights.survey_words w ON w.survey = s.id
      WHERE s.id = :id ORDER BY w.version DESC LIMIT 100
      """
          .formatted(COLUMNS);

  private static final String COUNT =
      """
      SELECT count(*) FROM insights.survey
      """;

  private static final String INSERT =
      """
      INSERT INTO insights.survey
        (id, kind, place, whom, segment, pause_days, starts_on, ends_on, version, revision, made_by,
         made_at)
      VALUES (:id, :kind, :place, :whom, :segment, :pause, :starts, :ends, 1, 1, :by, :at)
      """;

  private static final String INSERT_WORDS =
      """
      INSERT INTO insights.survey_words
        (survey, version, question_zh, question_en, choices_zh, choices_en, made_by, made_at)
      VALUES (:survey, :version, :questionZh, :questionEn, :choicesZh, :choicesEn, :by, :at)
      """;

  private static final String CHANGE =
      """
      UPDATE insights.survey
      SET whom = :whom, segment = :segment, pause_days = :pause, starts_on = :starts,
          ends_on = :ends, version = :version, revision = revision + 1
      WHERE id = :id AND revision = :revision
      """;

  private final JdbcClient jdbc;

  SurveyRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Survey> all() {
    return jdbc.sql(ALL).query(SurveyRows::read).list();
  }

  List<Survey> running(Survey.Place place, LocalDate today) {
    return jdbc.sql(RUNNING)
        .param("place", place.name())
        .param("today", today)
        .query(SurveyRows::read)
        .list();
  }

  /// Every version, the present one first.
  List<Survey> versions(UUID id) {
    return jdbc.sql(VERSIONS).param("id", id).query(SurveyRows::read).list();
  }

  Optional<Survey> find(UUID id) {
    return versions(id).stream().findFirst();
  }

  Optional<Survey> find(UUID id, int version) {
    return versions(id).stream().filter(survey -> survey.version() == version).findFirst();
  }

  int count() {
    return jdbc.sql(COUNT).query(Integer.class).single();
  }

  void insert(UUID id, SurveyDraft draft, UUID by, Instant at) {
    settings(jdbc.sql(INSERT), id, draft)
        .param("kind", draft.kind().name())
        .param("place", draft.place().name())
        .param("by", by)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
    insertWords(id, 1, draft, by, at);
  }

  void insertWords(UUID id, int version, SurveyDraft draft, UUID by, Instant at) {
    jdbc.sql(INSERT_WORDS)
        .param("survey", id)
        .param("version", version)
        .param("questionZh", draft.question().zh())
        .param("questionEn", draft.question().en())
        .param("choicesZh", draft.choices().stream().map(Words::zh).toArray(String[]::new))
        .param("choicesEn", draft.choices().stream().map(Words::en).toArray(String[]::new))
        .param("by", by)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  /// False when somebody changed it meanwhile.
  boolean change(UUID id, int revision, int version, SurveyDraft draft) {
    return settings(jdbc.sql(CHANGE), id, draft)
            .param("version", version)
            .param("revision", revision)
            .update()
        > 0;
  }

  private static JdbcClient.StatementSpec settings(
      JdbcClient.StatementSpec statement, UUID id, SurveyDraft draft) {
    return statement
        .param("id", id)
        .param("whom", draft.group().name())
        .param("segment", draft.segment())
        .param("pause", draft.pauseDays())
        .param("starts", draft.startsOn())
        .param("ends", draft.endsOn());
  }

  static Survey read(ResultSet row, int number) throws SQLException {
    return new Survey(
        row.getObject("id", UUID.class),
        Survey.Kind.valueOf(row.getString("kind")),
        Survey.Place.valueOf(row.getString("place")),
        Survey.Group.valueOf(row.getString("whom")),
        row.getObject("segment", UUID.class),
        row.getInt("pause_days"),
        row.getObject("starts_on", LocalDate.class),
        ends(row),
        row.getInt("version"),
        row.getInt("revision"),
        new Words(row.getString("question_zh"), row.getString("question_en")),
        choices(
            (String[]) row.getArray("choices_zh").getArray(),
            (String[]) row.getArray("choices_en").getArray()));
  }

  private static @Nullable LocalDate ends(ResultSet row) throws SQLException {
    return row.getObject("ends_on", LocalDate.class);
  }

  private static List<Words> choices(String[] zh, String[] en) {
    var choices = new ArrayList<Words>();
    for (int i = 0; i < zh.length; i++) {
      choices.add(new Words(zh[i], en[i]));
    }
    return choices;
  }
}
