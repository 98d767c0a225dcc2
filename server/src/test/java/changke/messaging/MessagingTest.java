package changke.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import changke.HouseTest;
import changke.shared.Ids;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionOperations;

@HouseTest
class MessagingTest {

  @Autowired Messaging messaging;
  @Autowired Outbox outbox;
  @Autowired Forgetting forgetting;
  @Autowired TransactionOperations transaction;
  @Autowired Ids ids;
  @Autowired Clock clock;

  private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  record TestLetter(String title, String number, String link) implements Letter {}

  private static Recipient lin(Locale language) {
    return new Recipient(null, "lin@example.org", language);
  }

  private static TestLetter letter() {
    return new TestLetter("Star map", "K7Q2", "https://shop.example/order/K7Q2?t=x");
  }

  private Smtp smtp() {
    var sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(server.getSmtp().getPort());
    return new Smtp(sender, "shop@example.org");
  }

  @Test
  void a_letter_reaches_a_real_mail_server_in_the_readers_language() throws Exception {
    for (var language : new Locale[] {Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE}) {
      var written = Templates.write("TestLetter", language, Variables.of(letter()));
      smtp().send(ids.next(), "lin@example.org", written);
    }
    assertThat(server.getReceivedMessages()).hasSize(2);
    assertThat(server.getReceivedMessages()[0].getSubject())
        .isEqualTo("Your key is here: Star map");
    assertThat(server.getReceivedMessages()[1].getSubject()).isEqualTo("卡密已送达:Star map");
    assertThat(server.getReceivedMessages()[1].getContent().toString())
        .contains("https://shop.example/order/K7Q2?t=x");
  }

  @Test
  void a_letter_sent_twice_keeps_its_id() throws Exception {
    var id = ids.next();
    var written = Templates.write("TestLetter", Locale.ENGLISH, Variables.of(letter()));
    smtp().send(id, "lin@example.org", written);
    smtp().send(id, "lin@example.org", written);
    assertThat(server.getReceivedMessages())
        .extracting(message -> message.getHeader("Message-ID")[0])
        .containsOnly("<" + id + "@example.org>");
  }

  @Test
  void the_same_request_queues_one_letter_and_an_undone_transaction_none() {
    var key = "test:" + UUID.randomUUID();
    for (int i = 0; i < 3; i++) {
      transaction.executeWithoutResult(t -> messaging.queue(key, lin(Locale.ENGLISH), letter()));
    }
    transaction.executeWithoutResult(t -> {
      messaging.queue(key + ":undone", lin(Locale.ENGLISH), letter());
      t.setRollbackOnly();
    });
    assertThat(messaging.recent(500, 0))
        .filteredOn(sent -> sent.text().contains("K7Q2"))
        .isNotEmpty();
    assertThat(
            outbox.queue(ids.next(), key, lin(Locale.ENGLISH), "TestLetter", "{}", clock.instant()))
        .isFalse();
  }

  @Test
  void a_letter_is_queued_inside_a_transaction_or_not_at_all() {
    assertThatThrownBy(() -> messaging.queue("outside", lin(Locale.ENGLISH), letter()))
        .isInstanceOf(org.springframework.transaction.IllegalTransactionStateException.class);
  }

  @Test
  void a_server_that_is_away_costs_a_try_and_no_letter() {
    var away =
        new Messaging(
            outbox,
            (id, email, written) -> {
              throw new IllegalStateException("away");
            },
            forgetting,
            ids,
            clock,
            new SimpleMeterRegistry());
    var key = "away:" + UUID.randomUUID();
    transaction.executeWithoutResult(t ->
        messaging.queue(key, new Recipient(null, "away@example.org", Locale.ENGLISH), letter()));
    while (away.sendDue() > 0) {
      assertThat(clock).isNotNull();
    }
    assertThat(messaging.recent(500, 0))
        .filteredOn(sent -> sent.email().equals("away@example.org"))
        .allMatch(sent -> sent.state() != SentLetter.State.UNREACHABLE);
  }

  @Test
  void a_name_cannot_add_a_header() {
    var written =
        Templates.write(
            "TestLetter",
            Locale.ENGLISH,
            Variables.of(new TestLetter("x\r\nBcc: all@example.org", "1", "l")));
    assertThat(written.subject()).isEqualTo("Your key is here: x Bcc: all@example.org");
  }
}
