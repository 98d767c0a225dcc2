package changke.storefront.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestBrowser;
import changke.audience.Choice;
import changke.audience.Choices;
import changke.audience.Profiles;
import changke.identity.Identity;
import changke.identity.Person;
import changke.identity.Role;
import changke.orders.Market;
import changke.orders.Orders;
import changke.play.Wheels;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/// What is known of a member, told to that member; choices; the way out.
@HouseTest
class PrivacyTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PASSWORD = "a door left ajar";

  @Autowired TestBrowser.Maker browsers;
  @Autowired Profiles profiles;
  @Autowired Choices choices;
  @Autowired Identity identity;
  @Autowired Orders orders;
  @Autowired Market market;
  @Autowired Wheels wheels;

  private Person buyer() {
    var lin = wheels.person();
    market.bought(market.wish(market.offer(3, 990).id(), 1, lin.id(), lin.email()));
    await()
        .atMost(PATIENCE)
        .until(() ->
            profiles.find(lin.id().value()).map(profile -> profile.orders() == 1).orElse(false));
    return lin;
  }

  @Test
  void the_file_holds_everything_that_is_kept() {
    var lin = buyer();
    var browser = browsers.signedIn(lin.email(), PASSWORD);
    assertThat(browser.get("/my/privacy").body()).contains(lin.email()).contains("My data");
    var answer = browser.get("/my/privacy/export");
    assertThat(answer.headers().firstValue("Content-Disposition").orElse("")).contains(".json");
    var file = JsonMapper.shared().readTree(answer.body());
    assertThat(file.at("/account/email").asString()).isEqualTo(lin.email());
    assertThat(file.at("/orders").size()).isEqualTo(1);
    assertThat(file.at("/orders/0/lines").size()).isEqualTo(1);
    assertThat(file.at("/behaviour/profile/orders").asInt()).isEqualTo(1);
    assertThat(file.at("/behaviour/done").size()).isPositive();
    assertThat(file.at("/letters").size()).isPositive();
  }

  @Test
  void a_choice_counts_when_the_page_comes_back() {
    var lin = buyer();
    var browser = browsers.signedIn(lin.email(), PASSWORD);
    browser.post("/my/privacy/choices", Map.of("predicted", "true"));
    assertThat(choices.of(lin.id())).isEqualTo(new Choice(false, true));
    assertThat(profiles.find(lin.id().value()).orElseThrow().stage()).isNull();
    browser.post("/my/privacy/choices", Map.of("predicted", "true", "personal", "true"));
    assertThat(choices.of(lin.id())).isEqualTo(Choice.EVERYTHING);
  }

  @Test
  void who_leaves_is_gone_and_orders_stay_under_a_pseudonym() {
    var lin = buyer();
    var order = orders.of(lin.id(), 0).rows().getFirst();
    var browser = browsers.signedIn(lin.email(), PASSWORD);
    assertThat(browser.get("/my/privacy/erase").body()).contains("Erase everything");
    assertThat(browser.post("/my/privacy/erase", Map.of()).body())
        .as("nothing goes without the tick")
        .contains("tick");
    assertThat(identity.findByEmail(lin.email())).isPresent();
    assertThat(browser.post("/my/privacy/erase", Map.of("sure", "true")).statusCode())
        .isEqualTo(303);
    assertThat(identity.findByEmail(lin.email())).isEmpty();
    assertThat(identity.find(lin.id()).orElseThrow().name()).isEqualTo("–");
    assertThat(profiles.find(lin.id().value())).isEmpty();
    assertThat(browser.get("/my").statusCode()).isEqualTo(303);
    var kept = orders.find(order.id()).orElseThrow();
    assertThat(kept.email()).startsWith("gone-").doesNotContain(lin.email());
    assertThat(kept.total()).isEqualTo(order.total());
  }

  @Test
  void who_answers_for_others_hands_over_first() {
    var operator = browsers.member(Role.OPERATOR);
    assertThat(operator.post("/my/privacy/erase", Map.of("sure", "true")).body())
        .contains("hand over first");
  }
}
