package changke.insights;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was asked and answered, for reports.
@Repository
class ReplyRows {

  static final int MOST = 200_000;

  private static final String REPLIES =
      """
      SELECT k.id, k.way, k.version, k.identity, k.asked_at, k.dismissed_at IS NOT NULL AS dismissed,
             a.score, a.choice, a.words IS NOT NULL AS wrote, a.answered_at
      FROM insights.survey_ask k LEFT JOIN insights.survey_answer a ON a.ask = k.id
      WHERE k.survey = :survey AND k.asked_at >= :from AND k.asked_at < :to
      ORDER BY k.asked_at, k.id LIMIT :most
      """;

  private static final String COMMENTS =
      """
      SELECT k.id, k.way, k.version, k.person, a.score, a.choice, a.words, a.answered_at
      FROM insights.survey_ask k JOIN insights.survey_answer a ON a.ask = k.id
      WHERE k.survey = :survey AND k.asked_at >= :from AND k.asked_at < :to
        AND (:all OR a.words IS NOT NULL)
        AND (:needle = '' OR strpos(lower(a.words), lower(:needle)) > 0)
      ORDER BY a.answered_at DESC, k.id LIMIT :most OFFSET :skip
      """;

  private static final String PEOPLE =
      """
      SELECT k.id, k.person FROM insights.survey_ask k WHERE k.id = ANY(:asks::uuid[])
      """;

  private final JdbcClient jdbc;

  ReplyRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The first of those who were asked in a stretch of time.
  List<SurveyReply> replies(UUID survey, Instant from, Instant to) {
    return jdbc.sql(REPLIES)
        .param("survey", survey)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC))
        .param("most", MOST)
        .query(ReplyRows::read)
        .list();
  }

  /// Answers, the latest first; without `all` only those with words.
  List<SurveyComment> comments(
      UUID survey, Instant from, Instant to, String needle, boolean all, int most, int skip) {
    return jdbc.sql(COMMENTS)
        .param("survey", survey)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC))
        .param("needle", needle)
        .param("all", all)
        .param("most", most)
        .param("skip", skip)
        .query((row, number) ->
            new SurveyComment(
                row.getObject("id", UUID.class),
                SurveyAsk.Way.valueOf(row.getString("way")),
                row.getInt("version"),
                row.getObject("person", UUID.class),
                row.getObject("score", Integer.class),
                row.getObject("choice", Integer.class),
                words(row),
                row.getTimestamp("answered_at").toInstant()))
        .list();
  }

  /// The signed-up people among those who were asked, in the order of asking.
  List<UUID> people(Collection<UUID> asks) {
    var known = new HashMap<UUID, UUID>();
    jdbc.sql(PEOPLE)
        .param("asks", asks.toArray(UUID[]::new))
        .query(row -> {
          var person = row.getObject("person", UUID.class);
          if (person != null) {
            known.put(row.getObject("id", UUID.class), person);
          }
        });
    return asks.stream().filter(known::containsKey).map(known::get).distinct().toList();
  }

  private static String words(ResultSet row) throws SQLException {
    var words = row.getString("words");
    return words == null ? "" : words;
  }

  private static SurveyReply read(ResultSet row, int number) throws SQLException {
    return new SurveyReply(
        row.getObject("id", UUID.class),
        SurveyAsk.Way.valueOf(row.getString("way")),
        row.getInt("version"),
        row.getObject("identity", UUID.class),
        row.getTimestamp("asked_at").toInstant(),
        row.getBoolean("dismissed"),
        row.getObject("score", Integer.class),
        row.getObject("choice", Integer.class),
        row.getBoolean("wrote"),
        answered(row));
  }

  private static @Nullable Instant answered(ResultSet row) throws SQLException {
    var at = row.getTimestamp("answered_at");
    return at == null ? null : at.toInstant();
  }
}
