package changke.messaging;

import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What people said about being written to: the last word, and every word before it.
@Repository
class ConsentRows {

  private static final String OF =
      """
      SELECT channel, topic, given FROM messaging.consent WHERE person_id = :person
      """;

  /// Only what changes is written, so that saving a page twice says nothing twice.
  private static final String SAY =
      """
      WITH words AS (
        SELECT * FROM unnest(:channels::text[], :topics::text[], :given::boolean[])
          AS w (channel, topic, given)
      ), changed AS (
        INSERT INTO messaging.consent AS c (person_id, channel, topic, given, wording, how, at)
        SELECT :person, channel, topic, given, :wording, :how, :at FROM words
        ON CONFLICT (person_id, channel, topic) DO UPDATE
        SET given = excluded.given, wording = excluded.wording, how = excluded.how, at = excluded.at
        WHERE c.given <> excluded.given
        RETURNING channel, topic, given
      )
      INSERT INTO messaging.consent_said (person_id, channel, topic, given, wording, how, at)
      SELECT :person, channel, topic, given, :wording, :how, :at FROM changed
      """;

  private static final String SAID =
      """
      SELECT channel, topic, given, wording, how, at FROM messaging.consent_said
      WHERE person_id = :person ORDER BY id DESC LIMIT :most
      """;

  private final JdbcClient jdbc;

  ConsentRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// What the person said; where nothing, the cell is missing.
  Map<Channel, Map<Topic, Boolean>> of(PersonId person) {
    var all = new EnumMap<Channel, Map<Topic, Boolean>>(Channel.class);
    jdbc.sql(OF)
        .param("person", person.value())
        .query(row -> {
          all.computeIfAbsent(
                  Channel.valueOf(row.getString("channel")), channel -> new EnumMap<>(Topic.class))
              .put(Topic.valueOf(row.getString("topic")), row.getBoolean("given"));
        });
    return all;
  }

  void say(PersonId person, List<Said> words, String wording, String how, Instant now) {
    jdbc.sql(SAY)
        .param("person", person.value())
        .param("channels", words.stream().map(w -> w.channel().name()).toArray(String[]::new))
        .param("topics", words.stream().map(w -> w.topic().name()).toArray(String[]::new))
        .param("given", words.stream().map(Said::given).toArray(Boolean[]::new))
        .param("wording", wording)
        .param("how", how)
        .param("at", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  List<MessageChoices.Word> said(PersonId person, int most) {
    return jdbc.sql(SAID)
        .param("person", person.value())
        .param("most", most)
        .query(ConsentRows::word)
        .list();
  }

  record Said(Channel channel, Topic topic, boolean given) {}

  private static MessageChoices.Word word(ResultSet row, int number) throws SQLException {
    return new MessageChoices.Word(
        Channel.valueOf(row.getString("channel")),
        Topic.valueOf(row.getString("topic")),
        row.getBoolean("given"),
        row.getString("wording"),
        row.getString("how"),
        row.getObject("at", OffsetDateTime.class).toInstant());
  }
}
