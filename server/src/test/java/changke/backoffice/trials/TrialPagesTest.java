package changke.backoffice.trials;

import static changke.storefront.Steps.PASSWORD;
import static changke.storefront.Steps.button;
import static changke.storefront.Steps.look;
import static changke.storefront.Steps.signIn;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestChromium;
import changke.TestClock;
import changke.activity.Happening;
import changke.activity.Journal;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.orders.Market;
import changke.orders.Popularity;
import changke.shared.Ids;
import changke.shared.PersonId;
import changke.trials.Definitions;
import changke.trials.Editing;
import changke.trials.Figure;
import changke.trials.Measure;
import changke.trials.ReadOuts;
import changke.trials.Trial;
import changke.trials.Trials;
import com.microsoft.playwright.Page;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Trials as an operator makes and reads them, on a telephone and a wide screen.
@HouseTest
class TrialPagesTest {

  @Autowired TestChromium chromium;
  @Autowired Identity identity;
  @Autowired Trials trials;
  @Autowired Editing editing;
  @Autowired ReadOuts readOuts;
  @Autowired Journal journal;
  @Autowired Market market;
  @Autowired Popularity popularity;
  @Autowired Ids ids;
  @Autowired TestClock clock;

  private final String email = "wen-" + UUID.randomUUID() + "@example.org";

  private PersonId operator(String address, Locale language) {
    var form = new SignUp("文静", address, PASSWORD, language, ZoneId.of("Asia/Shanghai"));
    return ((SignUp.Joined) identity.enrol(form, Role.OPERATOR)).person().id();
  }

  /// Two thousand people, of whom more buy on one side.
  private Trial measured(String key, PersonId by) {
    editing.make(
        key,
        Definitions.plain("付款页的说明")
            .judgedBy(
                Measure.of(Figure.NET_REVENUE),
                List.of(Measure.of(Figure.BUYERS), Measure.of(Figure.ORDER_VALUE)),
                List.of(Measure.of(Figure.REFUNDED)),
                0,
                100)
            .made(),
        by);
    editing.start(key, by);
    var trial = trials.find(key).orElseThrow();
    var told = new ArrayList<Happening>();
    for (int i = 0; i < 2_000; i++) {
      var person = new PersonId(ids.next());
      var variant = i % 2 == 0 ? "control" : "other";
      told.add(
          fact(
              "Experiment Viewed",
              person,
              Map.of("experiment_id", key, "variation_id", variant, "dealt", trial.dealt())));
      if (i % 10 < (i % 2 == 0 ? 3 : 6)) {
        var order =
            Map.<String, Object>of(
                "order_id",
                ids.next().toString(),
                "total_minor",
                1_990 + 10 * (i % 9),
                "currency",
                "CNY");
        told.add(fact("Order Paid", person, order));
        if (i % 40 < 2) {
          told.add(fact("Order Refunded", person, order));
        }
      }
    }
    journal.appendAll(told);
    journal.sequenceAll();
    readOuts.countNow(trial);
    return trial;
  }

  private Happening fact(String kind, PersonId person, Map<String, Object> what) {
    return Happening.own(
        ids.next(), kind, Optional.of(person), Optional.empty(), clock.instant(), what);
  }

  @Test
  void one_sees_what_is_wrong_while_writing_and_what_came_of_it() {
    var by = operator(email, Locale.ENGLISH);
    operator("zh-" + email, Locale.CHINA);
    var key = "t-" + ids.next();
    var measured = "m-" + ids.next();
    chromium.visit(
        TestChromium.WIDE,
        "en",
        page -> {
          signIn(page, email);
          page.navigate("/backoffice/trial-editor");
          page.locator("#key").fill(key);
          page.locator("#en").fill("Words on the button");
          page.locator("#weight0").fill("40");
          page.locator("#weight0").dispatchEvent("change");
          assertThat(page.getByText("The shares have to sum to 100 %.")).isVisible();
          look(page, "trials-editor-wrong-wide");
          page.locator("#weight0").fill("50");
          page.locator("#content1").fill("¥5 off");
          page.locator("#content1").dispatchEvent("change");
          assertThat(page.getByText("Different people would get different prices")).isVisible();
          page.locator("#content1").fill("Take it");
          page.locator("#content1").dispatchEvent("change");
          assertThat(page.getByText("Nothing is wrong with it.")).isVisible();
          button(page, "Keep").click();
          assertThat(page.getByText("Not enough data yet. Figures")).isVisible();
          look(page, "trials-fresh-wide");
          page.onDialog(dialog -> dialog.accept());
          button(page, "Start").first().click();
          assertThat(page.getByText("It runs now.")).isVisible();
          button(page, "Pause").click();
          assertThat(page.getByText("Paused: everybody gets the off value.")).isVisible();
          var made = measured(measured, by);
          page.navigate("/backoffice/trials/" + made.key());
          assertThat(page.getByText("is better than control beyond doubt").first()).isVisible();
          look(page, "trials-results-wide");
          page.navigate("/backoffice/trials");
          look(page, "trials-list-wide");
          page.navigate("/backoffice/holdouts");
          look(page, "trials-holdouts-wide");
        });
    chromium.visit(
        TestChromium.PHONE,
        "zh-CN",
        page -> {
          signIn(page, "zh-" + email);
          for (var path :
              List.of(
                  "trials",
                  "trials/" + measured,
                  "trials/" + key,
                  "trial-editor?ready=home-sections",
                  "holdouts")) {
            page.navigate("/backoffice/" + path);
            look(page, "trials-" + path.replaceAll("[^a-z]+", "-") + "-phone");
          }
        });
  }

  @Test
  void the_home_page_is_another_for_those_whom_the_hash_says() {
    var by = operator(email, Locale.ENGLISH);
    for (int i = 0; i < 5; i++) {
      market.bought(market.offer(3, 990 + i), 1);
    }
    await()
        .atMost(java.time.Duration.ofSeconds(60))
        .until(() -> popularity.bestSellers(8).size() >= 4);
    assertThat(editing.make("home-sections", TrialForm.homeSections().definition(), by))
        .isInstanceOf(changke.trials.Kept.Done.class);
    chromium.visit(
        TestChromium.WIDE,
        "en",
        page -> {
          signIn(page, email);
          page.navigate("/");
          assertThat(order(page)).startsWith("shelves");
          editing.start("home-sections", by);
          editing.end("home-sections", "popular-first", by);
          page.navigate("/");
          assertThat(order(page)).startsWith("popular", "shelves");
          editing.turn(true, by);
          page.navigate("/");
          assertThat(order(page)).startsWith("shelves");
          editing.turn(false, by);
        });
  }

  private static List<String> order(Page page) {
    return page.locator("section h2").all().stream()
        .map(one -> String.valueOf(one.getAttribute("id")))
        .filter(id -> id.equals("shelves") || id.equals("popular"))
        .toList();
  }
}
