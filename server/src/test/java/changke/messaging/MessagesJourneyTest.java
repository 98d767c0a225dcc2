package changke.messaging;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestChromium;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.shared.PersonId;
import changke.storefront.Steps;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

/// A person's way with messages, in a real browser.
@HouseTest
class MessagesJourneyTest {

  @Autowired TestChromium chromium;
  @Autowired Identity identity;
  @Autowired Messages messages;
  @Autowired MessageChoices choices;
  @Autowired MessageLog log;
  @Autowired MessageLinks links;
  @Autowired Deliveries deliveries;
  @Autowired Readers readers;
  @Autowired TransactionOperations transaction;

  private Sending tell(PersonId to, String template, Map<String, String> variables) {
    return Objects.requireNonNull(
        transaction.execute(t ->
            messages.send(
                new Message(
                    "journey " + UUID.randomUUID(),
                    to,
                    template,
                    variables,
                    Priority.NORMAL,
                    "journey:back-in-stock:1:tell",
                    new Why("你收藏的商品到货了。", "Something that you marked is back."),
                    null,
                    false))));
  }

  private static void fits(Page page, String name) {
    var wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
    assertThat(page.evaluate(wider)).as(name + " is wider than the screen").isEqualTo(false);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "browser", "messages-" + name + ".png"))
            .setFullPage(true));
  }

  @Test
  void mail_is_stopped_from_the_letter_without_signing_in() {
    var lin = readers.whereItIs(12);
    choices.welcome(lin, Channel.EMAIL, "preferences");
    var sent = tell(lin, "test-offer", Map.of("title", "Star map", "link", "/deals"));
    var token = links.token(new MessageLinks.Link(lin, sent.id(), Channel.EMAIL, Topic.OFFERS));
    chromium.visit(
        TestChromium.PHONE,
        "zh-CN",
        page -> {
          page.navigate("/letters/why/" + token);
          fits(page, "why");
          page.navigate("/api/unsubscribe/" + token);
          fits(page, "stop");
          page.locator("main form button").click();
          assertThat(page.locator("h1")).containsText("不会再有");
          page.locator("main a[href^='/letters/choices/']").click();
          assertThat(page.locator("#EMAIL-OFFERS")).not().isChecked();
          assertThat(page.locator("#EMAIL-TIPS")).isChecked();
          fits(page, "choices");
        });
    assertThat(choices.wanted(lin).get(Channel.EMAIL)).doesNotContain(Topic.OFFERS);
  }

  @Test
  void what_arrives_is_seen_beside_the_bell_and_read_in_the_inbox() {
    var email = "inbox-" + UUID.randomUUID() + "@example.org";
    var joined =
        (SignUp.Joined)
            identity.enrol(
                new SignUp("Lin", email, Steps.PASSWORD, Locale.ENGLISH, readers.zoneWhereItIs(12)),
                Role.OPERATOR);
    var lin = joined.person().id();
    chromium.visit(
        TestChromium.PHONE,
        "en",
        page -> {
          Steps.signIn(page, email);
          page.navigate("/my/messages");
          fits(page, "empty");
          var receipt = tell(lin, "test-receipt", Map.of("number", "K7Q2"));
          await()
              .untilAsserted(() -> {
                deliveries.sendDue();
                assertThat(log.unread(lin)).isEqualTo(1);
              });
          page.navigate("/my/messages");
          assertThat(page.locator(".shop-tools .count").first()).hasText("1");
          fits(page, "inbox");
          page.locator("main a[href='/my/messages/" + receipt.id() + "']").click();
          assertThat(page.locator("main")).containsText("Something that you marked is back.");
          fits(page, "message");
          page.navigate("/my/messages/all");
          fits(page, "all");
          page.setViewportSize(TestChromium.WIDE, 900);
          page.navigate("/backoffice/messages/people/" + lin);
          fits(page, "operator-person");
          page.navigate("/backoffice/messages/templates/points-expire");
          fits(page, "operator-template");
          page.navigate("/backoffice/messages/house");
          fits(page, "operator-house");
        });
  }
}
