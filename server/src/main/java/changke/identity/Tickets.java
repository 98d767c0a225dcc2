package changke.identity;

import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Links and steps that work once and for a while. Only the hash of a ticket's text is kept.
@Repository
class Tickets {

  /// What a ticket is good for, and for how long.
  enum Purpose {
    VERIFY(Duration.ofDays(3)),
    LEAVE_ADDRESS(Duration.ofDays(1)),
    TAKE_ADDRESS(Duration.ofDays(1)),
    RECOVER(Duration.ofHours(1)),
    SECOND_FACTOR(Duration.ofMinutes(5));

    private final Duration lasts;

    Purpose(Duration lasts) {
      this.lasts = lasts;
    }

    Duration lasts() {
      return lasts;
    }
  }

  /// Whom a ticket is for, and the address (its key) that it was sent to.
  record Ticket(PersonId person, String emailKey) {}

  private static final String INSERT =
      """
      INSERT INTO identity.ticket (token_hash, purpose, person_id, email_key, issued_at, expires_at)
      VALUES (:hash, :purpose, :person, :emailKey, :now, :expires)
      """;

  private static final String LOOK =
      """
      SELECT person_id, email_key FROM identity.ticket
      WHERE token_hash = :hash AND purpose = :purpose AND expires_at > :now
      """;

  private static final String USE =
      """
      DELETE FROM identity.ticket WHERE token_hash = :hash AND purpose = :purpose AND expires_at > :now
      RETURNING person_id, email_key
      """;

  private static final String DROP =
      """
      DELETE FROM identity.ticket WHERE person_id = :person AND purpose = :purpose
      """;

  private static final String TRIM =
      """
      DELETE FROM identity.ticket WHERE expires_at < :now
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  Tickets(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// A new ticket, in place of any other for the same purpose; returns its text.
  String issue(Purpose purpose, PersonId person, String emailKey) {
    drop(purpose, person);
    var text = Secrets.text();
    var now = clock.instant();
    jdbc.sql(INSERT)
        .param("hash", Secrets.hash(text))
        .param("purpose", purpose.name())
        .param("person", person.value())
        .param("emailKey", emailKey)
        .param("now", utc(now))
        .param("expires", utc(now.plus(purpose.lasts())))
        .update();
    return text;
  }

  /// What the ticket would open, without using it up.
  Optional<Ticket> look(Purpose purpose, String text) {
    return ask(LOOK, purpose, text);
  }

  /// Uses the ticket up; of two who come at once only one gets it.
  Optional<Ticket> use(Purpose purpose, String text) {
    return ask(USE, purpose, text);
  }

  void drop(Purpose purpose, PersonId person) {
    jdbc.sql(DROP).param("person", person.value()).param("purpose", purpose.name()).update();
  }

  void trim() {
    jdbc.sql(TRIM).param("now", utc(clock.instant())).update();
  }

  private Optional<Ticket> ask(String sql, Purpose purpose, String text) {
    return jdbc.sql(sql)
        .param("hash", Secrets.hash(text))
        .param("purpose", purpose.name())
        .param("now", utc(clock.instant()))
        .query(Tickets::read)
        .optional();
  }

  private static Ticket read(ResultSet row, int number) throws SQLException {
    return new Ticket(
        new PersonId(row.getObject("person_id", UUID.class)), row.getString("email_key"));
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
