package changke.play;

import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ShowcaseRows {

  private static final String SAVE =
      """
      INSERT INTO play.showcase (person, handle, name, open, shows_streak, shows_quests)
      VALUES (:person, :handle, :name, :open, :streak, :quests)
      ON CONFLICT (person) DO UPDATE SET handle = EXCLUDED.handle, name = EXCLUDED.name,
        open = EXCLUDED.open, shows_streak = EXCLUDED.shows_streak,
        shows_quests = EXCLUDED.shows_quests
      """;

  private static final String OF =
      """
      SELECT person, handle, name, open, shows_streak, shows_quests
      FROM play.showcase WHERE person = :person
      """;

  private static final String BY_HANDLE =
      """
      SELECT person, handle, name, open, shows_streak, shows_quests
      FROM play.showcase WHERE handle = :handle
      """;

  private final JdbcClient jdbc;

  ShowcaseRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void save(Showcase showcase) {
    jdbc.sql(SAVE)
        .param("person", showcase.person().value())
        .param("handle", showcase.handle())
        .param("name", showcase.name())
        .param("open", showcase.open())
        .param("streak", showcase.showsStreak())
        .param("quests", showcase.showsQuests())
        .update();
  }

  Optional<Showcase> of(PersonId person) {
    return jdbc.sql(OF).param("person", person.value()).query(ShowcaseRows::showcase).optional();
  }

  Optional<Showcase> byHandle(String handle) {
    return jdbc.sql(BY_HANDLE).param("handle", handle).query(ShowcaseRows::showcase).optional();
  }

  private static Showcase showcase(ResultSet row, int number) throws SQLException {
    return new Showcase(
        new PersonId(row.getObject("person", UUID.class)),
        row.getString("handle"),
        row.getString("name"),
        row.getBoolean("open"),
        row.getBoolean("shows_streak"),
        row.getBoolean("shows_quests"));
  }
}
