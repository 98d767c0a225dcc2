package changke.identity;

import java.util.List;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What was written to an address, as the outbox has it.
@TestComponent
public class Mailbox {

  private final JdbcClient jdbc;

  Mailbox(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The kinds of letters to this address, the oldest first.
  List<String> letters(String email) {
    return jdbc.sql("SELECT letter FROM messaging.letter WHERE email = :email ORDER BY id")
        .param("email", email)
        .query(String.class)
        .list();
  }

  long count(String email, String letter) {
    return letters(email).stream().filter(letter::equals).count();
  }

  /// The path of the link in the latest letter of this kind.
  String link(String email, String letter) {
    var link =
        jdbc.sql(
                """
                SELECT variables->>'link' FROM messaging.letter
                WHERE email = :email AND letter = :letter ORDER BY id DESC LIMIT 1
                """)
            .param("email", email)
            .param("letter", letter)
            .query(String.class)
            .single();
    return link.replaceFirst("https?://[^/]+", "");
  }

  String ticket(String email, String letter) {
    return link(email, letter).replaceFirst(".*ticket=", "");
  }
}
