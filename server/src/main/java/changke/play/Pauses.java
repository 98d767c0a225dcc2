package changke.play;

import changke.shared.PersonId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Pauses {

  private static final int MOST = 1_000;

  private static final String BEGIN =
      """
      INSERT INTO play.pause (person, since) VALUES (:person, :at)
      ON CONFLICT DO NOTHING
      """;

  private static final String END =
      """
      UPDATE play.pause SET until = :at WHERE person = :person AND until IS NULL
      """;

  private static final String IS_OFF =
      """
      SELECT EXISTS (SELECT 1 FROM play.pause WHERE person = :person AND until IS NULL)
      """;

  private static final String ALL =
      """
      SELECT since, until FROM play.pause WHERE person = :person ORDER BY since DESC LIMIT :most
      """;

  private final JdbcClient jdbc;

  Pauses(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void begin(PersonId person, Instant at) {
    jdbc.sql(BEGIN)
        .param("person", person.value())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  void end(PersonId person, Instant at) {
    jdbc.sql(END).param("person", person.value()).param("at", at.atOffset(ZoneOffset.UTC)).update();
  }

  boolean isOff(PersonId person) {
    return jdbc.sql(IS_OFF).param("person", person.value()).query(Boolean.class).single();
  }

  List<Pause> of(PersonId person) {
    return jdbc.sql(ALL)
        .param("person", person.value())
        .param("most", MOST)
        .query((row, number) -> {
          var until = row.getTimestamp("until");
          return new Pause(
              row.getTimestamp("since").toInstant(),
              Optional.ofNullable(until).map(java.sql.Timestamp::toInstant));
        })
        .list();
  }
}
