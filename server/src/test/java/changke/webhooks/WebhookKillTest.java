package changke.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import changke.HouseProcess;
import changke.platform.AesGcm;
import com.standardwebhooks.Webhook;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 of the house in the middle of sending; [SendingTest] dies at the same place without a
/// process.
class WebhookKillTest {

  private static final int MANY = 150;

  @TempDir Path data;

  @Test
  @EnabledIfSystemProperty(named = "changke.long", matches = "true")
  void a_kill_in_the_middle_loses_no_message_and_changes_none() throws Exception {
    try (var receiver = new Receiver();
        var house =
            HouseProcess.start(
                data, Map.of("CHANGKE_WEBHOOKS_LOOPBACK", "true"), "--demo", "false")) {
      receiver.answering(exchange -> {
        TimeUnit.MILLISECONDS.sleep(60);
        exchange.sendResponseHeaders(204, -1);
      });
      var secret = Signature.freshSecret(new SecureRandom());
      queue(receiver.url(), secret);
      await().atMost(Duration.ofSeconds(20)).until(() -> receiver.got.size() > MANY / 5);
      house.kill();
      assertThat(ids(receiver)).as("killed in the middle").isLessThan(MANY);
      house.again();
      // What was claimed by the dead comes back after two minutes; the test does not wait for them.
      change("UPDATE webhooks.delivery SET due_at = now() WHERE state = 'WAITING'");
      await().atMost(Duration.ofSeconds(30)).until(() -> ids(receiver) == MANY && waiting() == 0);
      assertThat(receiver.got.size()).isLessThanOrEqualTo(MANY + Sending.BATCH);
      var official = new Webhook(secret);
      for (var got : receiver.got) {
        assertThatCode(() -> official.verify(got.body(), got.headers())).doesNotThrowAnyException();
      }
      receiver.got.stream()
          .collect(Collectors.groupingBy(Receiver.Got::id))
          .values()
          .forEach(same ->
              assertThat(same).extracting(Receiver.Got::body).containsOnly(same.getFirst().body()));
      assertThat(house.measures()).contains("changke_webhooks_waiting 0.0");
    }
  }

  private static long ids(Receiver receiver) {
    return receiver.got.stream().map(Receiver.Got::id).distinct().count();
  }

  private void queue(String url, String secret) throws Exception {
    var endpoint = UUID.randomUUID();
    change(
        """
        INSERT INTO webhooks.endpoint (id, url, note, kinds, made_by, made_at)
        VALUES ('%s', '%s', '', '{order.paid}', '%s', now())
        """
            .formatted(endpoint, url, UUID.randomUUID()));
    var key = new AesGcm(derived("webhook secrets"));
    var sealed =
        key.seal(
            secret.getBytes(StandardCharsets.UTF_8),
            endpoint.toString().getBytes(StandardCharsets.UTF_8));
    change(
        """
        INSERT INTO webhooks.secret (id, endpoint, key_id, sealed, made_at)
        VALUES ('%s', '%s', '%s', decode('%s', 'hex'), now())
        """
            .formatted(
                UUID.randomUUID(),
                endpoint,
                HexFormat.of().formatHex(derived("id"), 0, 6),
                HexFormat.of().formatHex(sealed)));
    change(
        """
        INSERT INTO webhooks.delivery (id, endpoint, fact, kind, body, state, queued_at, due_at)
        SELECT gen_random_uuid(), '%s', gen_random_uuid(), 'order.paid', '{"n":' || n || '}',
               'WAITING', now(), now()
        FROM generate_series(1, %d) AS n
        """
            .formatted(endpoint, MANY));
  }

  /// As the house derives its keys from the file in its folder.
  private byte[] derived(String purpose) throws Exception {
    var root =
        Base64.getDecoder().decode(Files.readString(data.resolve("keys/signing.key")).trim());
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(root, "HmacSHA256"));
    return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
  }

  private long waiting() throws Exception {
    try (var connection = connection();
        var rows =
            connection
                .createStatement()
                .executeQuery("SELECT count(*) FROM webhooks.delivery WHERE state = 'WAITING'")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void change(String sql) throws Exception {
    try (var connection = connection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private Connection connection() throws Exception {
    var password = Files.readString(data.resolve("database/password")).trim();
    var address = HouseProcess.databaseUrl(data).replaceFirst(".*@", "jdbc:postgresql://");
    return DriverManager.getConnection(address, "changke", password);
  }
}
