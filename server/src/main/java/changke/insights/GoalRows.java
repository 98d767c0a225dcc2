package changke.insights;

import changke.shared.PersonId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class GoalRows {

  private static final int MOST_MARKS = 200;

  private static final String TARGETS =
      """
      SELECT measure, a_day FROM insights.target
      """;

  private static final String SET =
      """
      INSERT INTO insights.target (measure, a_day, set_by, set_at)
      VALUES (:measure, :value, :by, :at)
      ON CONFLICT (measure) DO UPDATE
        SET a_day = excluded.a_day, set_by = excluded.set_by, set_at = excluded.set_at
      """;

  private static final String CLEAR =
      """
      DELETE FROM insights.target WHERE measure = :measure
      """;

  private static final String MARKS =
      """
      SELECT id, day, words FROM insights.mark ORDER BY day, id LIMIT :most
      """;

  private static final String ADD =
      """
      INSERT INTO insights.mark (id, day, words, made_by, made_at)
      SELECT :id, :day, :words, :by, :at WHERE (SELECT count(*) FROM insights.mark) < :most
      """;

  private static final String REMOVE =
      """
      DELETE FROM insights.mark WHERE id = :id
      """;

  private final JdbcClient jdbc;

  GoalRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Goals all() {
    var targets = new HashMap<String, Long>();
    jdbc.sql(TARGETS)
        .query(row -> {
          targets.put(row.getString("measure"), row.getLong("a_day"));
        });
    var marks =
        jdbc.sql(MARKS)
            .param("most", MOST_MARKS)
            .query((row, number) ->
                new Goals.Mark(
                    row.getObject("id", UUID.class),
                    row.getDate("day").toLocalDate(),
                    row.getString("words")))
            .list();
    return new Goals(targets, marks);
  }

  void set(String measure, long value, PersonId by, Instant at) {
    jdbc.sql(SET)
        .param("measure", measure)
        .param("value", value)
        .param("by", by.value())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  void clear(String measure) {
    jdbc.sql(CLEAR).param("measure", measure).update();
  }

  /// Adds it, unless there are too many already.
  boolean add(Goals.Mark mark, PersonId by, Instant at) {
    return jdbc.sql(ADD)
            .param("id", mark.id())
            .param("day", mark.day())
            .param("words", mark.words())
            .param("by", by.value())
            .param("at", at.atOffset(ZoneOffset.UTC))
            .param("most", MOST_MARKS)
            .update()
        > 0;
  }

  boolean remove(UUID id) {
    return jdbc.sql(REMOVE).param("id", id).update() > 0;
  }
}
