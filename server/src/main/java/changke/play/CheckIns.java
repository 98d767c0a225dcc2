package changke.play;

import changke.shared.PersonId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Days with an act, and the days on which a streak paid.
@Repository
class CheckIns {

  /// More than ten years of days.
  private static final int MOST = 4_000;

  private static final String LOCK =
      """
      INSERT INTO play.player (person) VALUES (:person)
      ON CONFLICT (person) DO UPDATE SET person = EXCLUDED.person
      """;

  private static final String INSERT =
      """
      INSERT INTO play.check_in (person, day, at, offset_seconds, act, fact)
      VALUES (:person, :day, :at, :offset, :act, :fact)
      ON CONFLICT DO NOTHING
      """;

  private static final String ALL =
      """
      SELECT day, at, offset_seconds FROM (
        SELECT day, at, offset_seconds FROM play.check_in WHERE person = :person
        ORDER BY day DESC LIMIT :most) newest
      ORDER BY day
      """;

  private static final String PAID =
      """
      SELECT day FROM play.streak_reward WHERE person = :person ORDER BY day DESC LIMIT :most
      """;

  private static final String PAY =
      """
      INSERT INTO play.streak_reward (person, day, paid_at) VALUES (:person, :day, :at)
      ON CONFLICT DO NOTHING
      """;

  private final JdbcClient jdbc;

  CheckIns(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Nobody else writes this person's days until the transaction ends.
  void lock(PersonId person) {
    jdbc.sql(LOCK).param("person", person.value()).update();
  }

  /// False when the day has an act already.
  boolean insert(PersonId person, Mark mark, String act, UUID fact) {
    return jdbc.sql(INSERT)
            .param("person", person.value())
            .param("day", mark.day())
            .param("at", mark.at().atOffset(ZoneOffset.UTC))
            .param("offset", mark.offsetSeconds())
            .param("act", act)
            .param("fact", fact)
            .update()
        == 1;
  }

  List<Mark> of(PersonId person) {
    return jdbc.sql(ALL)
        .param("person", person.value())
        .param("most", MOST)
        .query((row, number) ->
            new Mark(
                row.getObject("day", LocalDate.class),
                row.getTimestamp("at").toInstant(),
                row.getInt("offset_seconds")))
        .list();
  }

  List<LocalDate> paid(PersonId person) {
    return jdbc.sql(PAID)
        .param("person", person.value())
        .param("most", MOST)
        .query(LocalDate.class)
        .list();
  }

  boolean pay(PersonId person, LocalDate day, java.time.Instant at) {
    return jdbc.sql(PAY)
            .param("person", person.value())
            .param("day", day)
            .param("at", at.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }
}
