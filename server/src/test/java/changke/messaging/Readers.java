package changke.messaging;

import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/// People who get messages: outside the global holdout unless a test wants them in it. They live
/// where a test needs them to be.
@TestComponent
public class Readers {

  private final Messages messages;
  private final JdbcClient jdbc;
  private final Ids ids;
  private final Clock clock;

  Readers(Messages messages, JdbcClient jdbc, Ids ids, Clock clock) {
    this.messages = messages;
    this.jdbc = jdbc;
    this.ids = ids;
    this.clock = clock;
  }

  /// Somebody where it is that hour just now; zones without summer time.
  public PersonId whereItIs(int hour) {
    return someone(zoneWhereItIs(hour), Locale.ENGLISH, false);
  }

  public ZoneId zoneWhereItIs(int hour) {
    var utc = clock.instant().atZone(ZoneOffset.UTC).getHour();
    return ZoneOffset.ofHours(Math.floorMod(hour - utc + 11, 24) - 11);
  }

  /// Somebody with a proved address, who cannot sign in.
  public PersonId someone(ZoneId zone, Locale language, boolean heldOut) {
    var id = new PersonId(ids.next());
    while (messages.isHeldOut(id) != heldOut) {
      id = new PersonId(ids.next());
    }
    jdbc.sql(
            """
            INSERT INTO identity.person
              (id, name, email, email_key, password_hash, language, zone, created_at, email_verified_at)
            VALUES (:id, 'Lin', :email, :email, '-', :language, :zone, :now, :now)
            """)
        .param("id", id.value())
        .param("email", email(id))
        .param("language", language.toLanguageTag())
        .param("zone", zone.getId())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    return id;
  }

  /// The address of somebody made here.
  public static String email(PersonId id) {
    return "reader-" + id + "@example.org";
  }
}
