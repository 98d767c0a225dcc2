package changke.messaging;

import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Browsers that asked for messages, and the key pair that signs towards their services.
@Repository
class PushRows {

  /// A browser: where its service listens, and what only it can open, as base64url.
  record Browser(UUID id, String endpoint, String key, String secret) {
    @Override
    public String toString() {
      return "Browser[" + id + "]";
    }
  }

  record Keys(String publicKey, String sealed) {}

  /// A browser that somebody else signed in on belongs to whoever asked last.
  private static final String ADD =
      """
      INSERT INTO messaging.push_subscription (id, person_id, endpoint, browser_key, secret, at)
      VALUES (:id, :person, :endpoint, :key, :secret, :at)
      ON CONFLICT (endpoint) DO UPDATE
      SET person_id = excluded.person_id, browser_key = excluded.browser_key, secret = excluded.secret,
          at = excluded.at
      """;

  private static final String FIND =
      """
      SELECT id, endpoint, browser_key, secret FROM messaging.push_subscription WHERE id = :id
      """;

  private static final String COUNT =
      """
      SELECT count(*) FROM messaging.push_subscription WHERE person_id = :person
      """;

  private static final String REMOVE =
      """
      DELETE FROM messaging.push_subscription WHERE id = :id
      """;

  private static final String REMOVE_ALL =
      """
      DELETE FROM messaging.push_subscription WHERE person_id = :person
      """;

  private static final String KEEP_KEYS =
      """
      INSERT INTO messaging.vapid (public_key, private_key) VALUES (:public, :private)
      ON CONFLICT (one) DO NOTHING
      """;

  private static final String KEYS =
      """
      SELECT public_key, private_key FROM messaging.vapid
      """;

  private final JdbcClient jdbc;

  PushRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(UUID id, PersonId person, String endpoint, byte[] key, byte[] secret, Instant now) {
    jdbc.sql(ADD)
        .param("id", id)
        .param("person", person.value())
        .param("endpoint", endpoint)
        .param("key", key)
        .param("secret", secret)
        .param("at", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  Optional<Browser> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query(PushRows::browser).optional();
  }

  int count(PersonId person) {
    return jdbc.sql(COUNT).param("person", person.value()).query(Integer.class).single();
  }

  void remove(UUID id) {
    jdbc.sql(REMOVE).param("id", id).update();
  }

  void removeAll(PersonId person) {
    jdbc.sql(REMOVE_ALL).param("person", person.value()).update();
  }

  void keepKeys(Keys keys) {
    jdbc.sql(KEEP_KEYS)
        .param("public", WebPush.bytes(keys.publicKey()))
        .param("private", WebPush.bytes(keys.sealed()))
        .update();
  }

  Optional<Keys> keys() {
    return jdbc.sql(KEYS)
        .query((row, number) ->
            new Keys(
                WebPush.text(row.getBytes("public_key")),
                WebPush.text(row.getBytes("private_key"))))
        .optional();
  }

  private static Browser browser(ResultSet row, int number) throws SQLException {
    return new Browser(
        row.getObject("id", UUID.class),
        row.getString("endpoint"),
        WebPush.text(row.getBytes("browser_key")),
        WebPush.text(row.getBytes("secret")));
  }
}
