package changke.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.shared.PersonId;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// What mail servers send back ends marketing to that address, and nothing else does.
@HouseTest
class ReturnsTest {

  @Autowired Returns returns;
  @Autowired Messages messages;
  @Autowired MessageChoices choices;
  @Autowired SuppressionRows suppressions;
  @Autowired Readers readers;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionOperations transaction;

  private Sending mail(PersonId lin, String template, Map<String, String> variables) {
    return java.util.Objects.requireNonNull(
        transaction.execute(t ->
            messages.send(
                new Message(
                    "returns " + UUID.randomUUID(),
                    lin,
                    template,
                    variables,
                    Priority.NORMAL,
                    "test",
                    new Why("测试", "A test"),
                    null,
                    false))));
  }

  private UUID letter(Sending sent) {
    return jdbc.sql(
            "SELECT id FROM messaging.delivery WHERE message_id = :id AND channel = 'EMAIL'")
        .param("id", sent.id())
        .query(UUID.class)
        .single();
  }

  private static MimeMessage report(String type, String status, UUID letter) throws Exception {
    var text =
        """
        From: MAILER-DAEMON@mail.example
        To: shop@example.org
        Subject: Returned
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=%s; boundary="b"

        --b
        Content-Type: text/plain

        Something about your letter.
        --b
        Content-Type: message/%s

        %s
        --b
        Content-Type: message/rfc822

        From: shop@example.org
        Message-ID: <%s@example.org>
        Subject: Tip

        Hello
        --b--
        """
            .formatted(type, type, status, letter)
            .replace("\n", "\r\n");
    return new MimeMessage(
        Session.getInstance(new Properties()),
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static final String FOR_GOOD =
      "Reporting-MTA: dns; mail.example\n\nFinal-Recipient: rfc822; x@example.org\nAction: failed\nStatus: 5.1.1";
  private static final String FOR_NOW =
      "Reporting-MTA: dns; mail.example\n\nFinal-Recipient: rfc822; x@example.org\nAction: delayed\nStatus: 4.2.2";

  @Test
  void an_address_that_bounces_for_good_gets_no_marketing_but_still_its_receipts()
      throws Exception {
    var lin = readers.whereItIs(12);
    choices.welcome(lin, Channel.EMAIL, "preferences");
    var first = letter(mail(lin, "test-mail", Map.of("title", "Tip")));
    assertThat(returns.take(report("delivery-status", FOR_NOW, first))).isFalse();
    assertThat(returns.take(report("delivery-status", FOR_GOOD, UUID.randomUUID()))).isFalse();
    assertThat(suppressions.isSuppressed(Channel.EMAIL, Readers.email(lin))).isFalse();
    assertThat(returns.take(report("delivery-status", FOR_GOOD, first))).isTrue();
    assertThat(mail(lin, "test-mail", Map.of("title", "Tip")))
        .isInstanceOfSatisfying(
            Sending.Withheld.class, no -> assertThat(no.reason()).isEqualTo(Reason.SUPPRESSED));
    var receipt = mail(lin, "test-receipt", Map.of("number", "1"));
    assertThat(letter(receipt)).isNotNull();
  }

  @Test
  void a_complaint_is_a_no_to_every_topic_by_mail() throws Exception {
    var lin = readers.whereItIs(12);
    choices.welcome(lin, Channel.EMAIL, "preferences");
    var first = letter(mail(lin, "test-mail", Map.of("title", "Tip")));
    assertThat(returns.take(report("feedback-report", "Feedback-Type: abuse", first))).isTrue();
    assertThat(choices.wanted(lin).get(Channel.EMAIL)).isEmpty();
    assertThat(choices.said(lin).getFirst().how()).isEqualTo("complaint");
  }
}
