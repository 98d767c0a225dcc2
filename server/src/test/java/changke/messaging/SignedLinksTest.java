package changke.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.shared.Ids;
import changke.shared.PersonId;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionOperations;

/// What a letter's own links do for whoever holds it, without signing in.
@HouseTest
class SignedLinksTest {

  @Autowired Messages messages;
  @Autowired MessageChoices choices;
  @Autowired MessageLog log;
  @Autowired MessageLinks links;
  @Autowired MessageTemplates templates;
  @Autowired Contacts contacts;
  @Autowired House house;
  @Autowired Readers readers;
  @Autowired TestBrowser.Maker browsers;
  @Autowired TransactionOperations transaction;
  @Autowired Ids ids;

  private MessageLinks.Link mailTo(PersonId lin) {
    choices.welcome(lin, Channel.EMAIL, "preferences");
    var sent =
        transaction.execute(t ->
            messages.send(
                new Message(
                    "links " + UUID.randomUUID(),
                    lin,
                    "test-offer",
                    Map.of("title", "Star map", "link", "/deals"),
                    Priority.NORMAL,
                    "journey:back-in-stock:1:tell",
                    new Why("你收藏了它。", "You marked it."),
                    null,
                    false)));
    return new MessageLinks.Link(
        lin, java.util.Objects.requireNonNull(sent).id(), Channel.EMAIL, Topic.OFFERS);
  }

  private Templates.Written letter(MessageLinks.Link link) {
    return Stationery.mail(
        templates.find("test-offer").orElseThrow(),
        Map.of("title", "Star map", "link", "/deals"),
        contacts.find(link.person()).orElseThrow(),
        link,
        Purpose.MARKETING,
        links,
        house.address());
  }

  @Test
  void one_press_of_a_mail_program_stops_the_topic_without_signing_in() throws Exception {
    var lin = readers.whereItIs(12);
    var link = mailTo(lin);
    var server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    server.start();
    try {
      var sender = new JavaMailSenderImpl();
      sender.setHost("127.0.0.1");
      sender.setPort(server.getSmtp().getPort());
      new Smtp(sender, "shop@example.org").send(ids.next(), Readers.email(lin), letter(link));
      var mail = server.getReceivedMessages()[0];
      assertThat(mail.getHeader("List-Unsubscribe-Post"))
          .containsExactly("List-Unsubscribe=One-Click");
      var header = mail.getHeader("List-Unsubscribe")[0];
      assertThat(header).startsWith("<").endsWith(">");
      var address = URI.create(header.substring(1, header.length() - 1));
      assertThat(mail.getContent().toString()).contains(address.toString());

      // A scanner that follows the link changes nothing.
      assertThat(browsers.guest().get(address.getPath()).statusCode()).isEqualTo(200);
      assertThat(choices.wanted(lin)).containsEntry(Channel.EMAIL, Set.of(Topic.values()));

      var press =
          HttpRequest.newBuilder(address)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
              .build();
      try (var program = HttpClient.newHttpClient()) {
        assertThat(program.send(press, HttpResponse.BodyHandlers.ofString()).statusCode())
            .isEqualTo(200);
      }
    } finally {
      server.stop();
    }
    assertThat(choices.wanted(lin).get(Channel.EMAIL))
        .doesNotContain(Topic.OFFERS)
        .contains(Topic.TIPS, Topic.REMINDERS, Topic.QUESTIONS);
    assertThat(choices.said(lin).getFirst().how()).isEqualTo("one-click");
  }

  @Test
  void the_button_of_the_page_stops_it_too() {
    var lin = readers.whereItIs(12);
    var token = links.token(mailTo(lin));
    var guest = browsers.guest();
    assertThat(guest.get("/api/unsubscribe/" + token).body()).contains("/letters/stop/" + token);
    assertThat(guest.post("/letters/stop/" + token, Map.of()).statusCode()).isEqualTo(200);
    assertThat(choices.wanted(lin).get(Channel.EMAIL)).doesNotContain(Topic.OFFERS);
  }

  @Test
  void choices_are_made_by_signed_link_and_show_nobodys_name() {
    var lin = readers.whereItIs(12);
    var path = "/letters/choices/" + links.token(mailTo(lin));
    var guest = browsers.guest();
    assertThat(guest.get(path).body()).contains("EMAIL-OFFERS").doesNotContain(Readers.email(lin));
    var saved =
        guest.post(
            path,
            Map.of(
                "want",
                "INBOX-TIPS",
                "perDay",
                "0",
                "perWeek",
                "none",
                "quiet",
                "own",
                "from",
                "20:00",
                "to",
                "10:00"));
    assertThat(saved.statusCode()).isEqualTo(303);
    assertThat(choices.wanted(lin))
        .containsEntry(Channel.INBOX, Set.of(Topic.TIPS))
        .containsEntry(Channel.EMAIL, Set.of());
    assertThat(choices.calm(lin).perDay()).isEqualTo(new Cap.Of(0));
    assertThat(choices.calm(lin).perWeek()).isEqualTo(new Cap.NoCap());
    guest.post(path, Map.of("perDay", "many"));
    assertThat(choices.calm(lin).perDay()).isEqualTo(new Cap.Of(0));
  }

  @Test
  void every_letter_leads_to_its_rule_the_data_and_the_switch() {
    var link = mailTo(readers.whereItIs(12));
    var text = letter(link).text();
    var why = Pattern.compile("/letters/why/\\S+").matcher(text);
    assertThat(why.find()).isTrue();
    assertThat(browsers.guest().get(why.group()).body())
        .contains("你收藏了它。", "journey:back-in-stock:1:tell", "Star map", "/letters/choices/");
    var go = Pattern.compile("/letters/go/\\S+").matcher(text);
    assertThat(go.find()).isTrue();
    assertThat(browsers.guest().get(go.group()).headers().firstValue("Location"))
        .contains("/deals");
    assertThat(log.find(link.message()).orElseThrow().followed()).isNotNull();
  }

  @Test
  void a_link_that_somebody_changed_opens_nothing() {
    var token = links.token(mailTo(readers.whereItIs(12)));
    for (int i = 0; i < token.length(); i += 7) {
      var forged = new StringBuilder(token);
      forged.setCharAt(i, token.charAt(i) == 'A' ? 'B' : 'A');
      assertThat(links.read(forged.toString())).as("at " + i).isEmpty();
    }
    assertThat(browsers.guest().get("/letters/choices/nonsense").statusCode()).isEqualTo(404);
  }
}
