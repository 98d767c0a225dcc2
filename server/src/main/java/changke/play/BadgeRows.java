package changke.play;

import changke.shared.PersonId;
import changke.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class BadgeRows {

  private static final int MOST = 500;

  private static final String INSERT =
      """
      INSERT INTO play.badge (id, name_zh, name_en, words_zh, words_en, icon, made_by, made_at)
      VALUES (:id, :nameZh, :nameEn, :wordsZh, :wordsEn, :icon, :by, :at)
      """;

  private static final String ALL =
      """
      SELECT id, name_zh, name_en, words_zh, words_en, icon FROM play.badge
      ORDER BY made_at, id LIMIT :most
      """;

  private static final String GIVE =
      """
      INSERT INTO play.badge_held (badge, person, since) VALUES (:badge, :person, :at)
      ON CONFLICT DO NOTHING
      """;

  private static final String HELD =
      """
      SELECT b.id, b.name_zh, b.name_en, b.words_zh, b.words_en, b.icon, h.since, h.shown
      FROM play.badge_held h JOIN play.badge b ON b.id = h.badge
      WHERE h.person = :person ORDER BY h.since, b.id LIMIT :most
      """;

  private static final String SHOW =
      """
      UPDATE play.badge_held SET shown = badge = ANY (:badges::uuid[]) WHERE person = :person
      """;

  private static final String HOLDERS =
      """
      SELECT count(*) FROM play.badge_held WHERE badge = :badge
      """;

  private final JdbcClient jdbc;

  BadgeRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Badge badge, PersonId by, Instant at) {
    jdbc.sql(INSERT)
        .param("id", badge.id())
        .param("nameZh", badge.name().zh())
        .param("nameEn", badge.name().en())
        .param("wordsZh", badge.words().zh())
        .param("wordsEn", badge.words().en())
        .param("icon", badge.icon())
        .param("by", by.value())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  List<Badge> all() {
    return jdbc.sql(ALL).param("most", MOST).query(BadgeRows::badge).list();
  }

  void give(UUID badge, PersonId person, Instant at) {
    jdbc.sql(GIVE)
        .param("badge", badge)
        .param("person", person.value())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  List<HeldBadge> held(PersonId person) {
    return jdbc.sql(HELD)
        .param("person", person.value())
        .param("most", MOST)
        .query((row, number) ->
            new HeldBadge(
                badge(row, number), row.getTimestamp("since").toInstant(), row.getBoolean("shown")))
        .list();
  }

  /// Others may see these of the person's badges and no other.
  void show(PersonId person, List<UUID> badges) {
    jdbc.sql(SHOW)
        .param("person", person.value())
        .param("badges", badges.toArray(UUID[]::new))
        .update();
  }

  long holders(UUID badge) {
    return jdbc.sql(HOLDERS).param("badge", badge).query(Long.class).single();
  }

  private static Badge badge(ResultSet row, int number) throws SQLException {
    return new Badge(
        row.getObject("id", UUID.class),
        new Words(row.getString("name_zh"), row.getString("name_en")),
        new Words(row.getString("words_zh"), row.getString("words_en")),
        row.getString("icon"));
  }
}
