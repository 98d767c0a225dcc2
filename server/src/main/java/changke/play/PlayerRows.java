package changke.play;

import changke.shared.PersonId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What play knows of a person, moved or deleted as a whole. Draws stay as they were drawn: they
/// are a public record under a pseudonym, and whoever is paid for them is found by it.
@Repository
class PlayerRows {

  /// The other's own switch stands.
  private static final String END_PAUSE =
      """
      UPDATE play.pause SET until = greatest(since, :at) WHERE person = :from AND until IS NULL
      """;

  private static final String PAUSES =
      """
      INSERT INTO play.pause (person, since, until)
      SELECT :into, since, until FROM play.pause WHERE person = :from ON CONFLICT DO NOTHING
      """;

  private static final String CHECK_INS =
      """
      INSERT INTO play.check_in (person, day, at, offset_seconds, act, fact)
      SELECT :into, day, at, offset_seconds, act, fact FROM play.check_in WHERE person = :from
      ON CONFLICT DO NOTHING
      """;

  private static final String STREAK_REWARDS =
      """
      INSERT INTO play.streak_reward (person, day, paid_at)
      SELECT :into, day, paid_at FROM play.streak_reward WHERE person = :from
      ON CONFLICT DO NOTHING
      """;

  private static final String QUEST_STEPS =
      """
      INSERT INTO play.quest_step (quest, person, day, step, at)
      SELECT quest, :into, day, step, at FROM play.quest_step WHERE person = :from
      ON CONFLICT DO NOTHING
      """;

  private static final String QUESTS_DONE =
      """
      INSERT INTO play.quest_done (quest, person, day, done_at)
      SELECT quest, :into, day, done_at FROM play.quest_done WHERE person = :from
      ON CONFLICT DO NOTHING
      """;

  private static final String BADGES =
      """
      INSERT INTO play.badge_held (badge, person, since, shown)
      SELECT badge, :into, since, shown FROM play.badge_held WHERE person = :from
      ON CONFLICT (badge, person) DO UPDATE
      SET since = least(excluded.since, badge_held.since)
      """;

  private static final String SHOWCASE =
      """
      UPDATE play.showcase SET person = :into
      WHERE person = :from AND NOT EXISTS (SELECT FROM play.showcase WHERE person = :into)
      """;

  private static final String FORGET_PAUSES = "DELETE FROM play.pause WHERE person = :person";

  private static final String FORGET_CHECK_INS = "DELETE FROM play.check_in WHERE person = :person";

  private static final String FORGET_STREAK_REWARDS =
      "DELETE FROM play.streak_reward WHERE person = :person";

  private static final String FORGET_QUEST_STEPS =
      "DELETE FROM play.quest_step WHERE person = :person";

  private static final String FORGET_QUESTS_DONE =
      "DELETE FROM play.quest_done WHERE person = :person";

  private static final String FORGET_BADGES = "DELETE FROM play.badge_held WHERE person = :person";

  private static final String FORGET_SHOWCASE = "DELETE FROM play.showcase WHERE person = :person";

  private static final String FORGET_PLAYER = "DELETE FROM play.player WHERE person = :person";

  private static final List<String> COPY =
      List.of(PAUSES, CHECK_INS, STREAK_REWARDS, QUEST_STEPS, QUESTS_DONE, BADGES, SHOWCASE);

  private static final List<String> FORGET =
      List.of(
          FORGET_PAUSES,
          FORGET_CHECK_INS,
          FORGET_STREAK_REWARDS,
          FORGET_QUEST_STEPS,
          FORGET_QUESTS_DONE,
          FORGET_BADGES,
          FORGET_SHOWCASE,
          FORGET_PLAYER);

  private final JdbcClient jdbc;

  PlayerRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void merge(PersonId from, PersonId into, Instant now) {
    jdbc.sql(END_PAUSE)
        .param("from", from.value())
        .param("at", now.atOffset(ZoneOffset.UTC))
        .update();
    COPY.forEach(
        sql -> jdbc.sql(sql).param("from", from.value()).param("into", into.value()).update());
    forget(from);
  }

  void forget(PersonId person) {
    FORGET.forEach(sql -> jdbc.sql(sql).param("person", person.value()).update());
  }
}
