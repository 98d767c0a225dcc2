package changke.messaging;

import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Messages on their way.
@Repository
class DeliveryRows {

  /// One that is to be handed over now.
  record Due(
      UUID id,
      UUID message,
      PersonId person,
      Address address,
      int attempts,
      String template,
      int version,
      String variables,
      Purpose purpose,
      @Nullable Instant expires) {}

  private static final String INSERT =
      """
      INSERT INTO messaging.delivery (id, message_id, person_id, channel, address, state, due_at)
      SELECT i.id, :message, :person, i.channel, i.address, 'WAITING', :due
      FROM unnest(:ids::uuid[], :channels::text[], :addresses::text[]) AS i (id, channel, address)
      """;

  private static final String CLAIM =
      """
      UPDATE messaging.delivery d SET attempts = attempts + 1, due_at = :again
      FROM messaging.message m
      WHERE m.id = d.message_id AND d.id IN (
        SELECT id FROM messaging.delivery WHERE state = 'WAITING' AND due_at <= :now
        ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING d.id, d.message_id, d.person_id, d.channel, d.address, d.attempts,
        m.template, m.version, m.variables::text AS variables, m.purpose, m.expires_at
      """;

  private static final String END =
      """
      UPDATE messaging.delivery
      SET state = :state, reason = :reason, problem = :problem, ended_at = :now
      WHERE id = :id AND state = 'WAITING'
      """;

  private static final String AGAIN =
      """
      UPDATE messaging.delivery SET problem = :problem, due_at = :again WHERE id = :id AND state = 'WAITING'
      """;

  private static final String UNTOUCHED =
      """
      SELECT attempts = 0 AND state = 'WAITING' AS untouched FROM messaging.delivery
      WHERE message_id = :message ORDER BY id FOR UPDATE
      """;

  private static final String WITHHOLD =
      """
      UPDATE messaging.delivery SET state = 'WITHHELD', reason = :reason, ended_at = :now
      WHERE message_id = :message AND state = 'WAITING'
      """;

  private static final String MAIL =
      """
      SELECT person_id, address FROM messaging.delivery WHERE id = :id AND channel = 'EMAIL'
      """;

  private static final String WAITING_COUNT =
      """
      SELECT count(*) FROM messaging.delivery WHERE state = 'WAITING'
      """;

  private final JdbcClient jdbc;

  DeliveryRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(List<UUID> ids, UUID message, PersonId person, List<Address> to, Instant due) {
    jdbc.sql(INSERT)
        .param("ids", ids.toArray(UUID[]::new))
        .param("channels", to.stream().map(one -> one.channel().name()).toArray(String[]::new))
        .param("addresses", to.stream().map(Address::value).toArray(String[]::new))
        .param("message", message)
        .param("person", person.value())
        .param("due", due.atOffset(ZoneOffset.UTC))
        .update();
  }

  /// Takes what is due; until `patience` has passed no other process takes it again.
  List<Due> claim(Instant now, Duration patience, int limit) {
    return jdbc.sql(CLAIM)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("again", now.plus(patience).atOffset(ZoneOffset.UTC))
        .param("limit", limit)
        .query(DeliveryRows::due)
        .list();
  }

  void end(UUID id, String state, @Nullable Reason reason, @Nullable String problem, Instant now) {
    jdbc.sql(END)
        .param("id", id)
        .param("state", state)
        .param("reason", reason == null ? null : reason.name())
        .param("problem", problem)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  void again(UUID id, String problem, Instant again) {
    jdbc.sql(AGAIN)
        .param("id", id)
        .param("problem", problem)
        .param("again", again.atOffset(ZoneOffset.UTC))
        .update();
  }

  /// Whether nobody has begun to send this message; its rows are held, so nobody begins now.
  boolean lockUntouched(UUID message) {
    return jdbc.sql(UNTOUCHED).param("message", message).query(Boolean.class).list().stream()
        .allMatch(Boolean.TRUE::equals);
  }

  void withhold(UUID message, Reason reason, Instant now) {
    jdbc.sql(WITHHOLD)
        .param("message", message)
        .param("reason", reason.name())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  /// To whom a letter by mail went.
  Optional<Returns.Sent> mail(UUID id) {
    return jdbc.sql(MAIL)
        .param("id", id)
        .query((row, number) ->
            new Returns.Sent(
                new PersonId(row.getObject("person_id", UUID.class)), row.getString("address")))
        .optional();
  }

  long waiting() {
    return jdbc.sql(WAITING_COUNT).query(Long.class).single();
  }

  private static Due due(ResultSet row, int number) throws SQLException {
    return new Due(
        row.getObject("id", UUID.class),
        row.getObject("message_id", UUID.class),
        new PersonId(row.getObject("person_id", UUID.class)),
        new Address(Channel.valueOf(row.getString("channel")), row.getString("address")),
        row.getInt("attempts"),
        row.getString("template"),
        row.getInt("version"),
        row.getString("variables"),
        Purpose.valueOf(row.getString("purpose")),
        MessageRows.instant(row, "expires_at"));
  }
}
