package changke.backoffice.surveys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestChromium;
import changke.identity.Person;
import changke.identity.Role;
import changke.insights.Survey;
import changke.insights.SurveyDraft;
import changke.insights.Surveys;
import changke.orders.Market;
import changke.play.Wheels;
import changke.shared.PersonId;
import changke.shared.Words;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A survey from the operator's editor over a buyer's order to the report, and by its links.
@HouseTest
class SurveysJourneyTest {

  private static final String HOME = "/backoffice/surveys";
  private static final String PASSWORD = "a door left ajar";

  @Autowired TestBrowser.Maker browsers;
  @Autowired TestChromium chromium;
  @Autowired Surveys surveys;
  @Autowired Market market;
  @Autowired Wheels wheels;

  /// Surveys of everybody must not ask people of other tests.
  @AfterEach
  void nobody_is_asked_any_more() {
    for (var survey : surveys.all()) {
      if (survey.group() == Survey.Group.BUYERS && survey.runsOn(surveys.today())) {
        var yesterday = surveys.today().minusDays(1);
        surveys.change(
            survey.id(),
            survey.revision(),
            new SurveyDraft(
                survey.kind(),
                survey.place(),
                survey.group(),
                null,
                30,
                yesterday,
                yesterday,
                survey.question(),
                survey.choices()),
            new PersonId(UUID.randomUUID()));
      }
    }
  }

  private UUID made(Survey.Kind kind, Survey.Place place, String question) {
    var draft =
        new SurveyDraft(
            kind,
            place,
            Survey.Group.BUYERS,
            null,
            30,
            surveys.today(),
            null,
            new Words("问题", question),
            List.of(new Words("太贵", "Too dear"), new Words("其他", "Else")));
    return ((Surveys.Kept.Done) surveys.make(draft, new PersonId(UUID.randomUUID()))).id();
  }

  private Person buyer() {
    var lin = wheels.person();
    market.bought(market.wish(market.offer(2, 990).id(), 1, lin.id(), lin.email()));
    return lin;
  }

  private static void signIn(Page page, String email, String to) {
    page.navigate("/sign-in?to=" + to);
    page.locator("#email").fill(email);
    page.locator("#password").fill(PASSWORD);
    page.locator("main form[action='/sign-in'] .btn-primary").click();
    page.waitForURL(Pattern.compile("^[^?]*" + to + "$"));
  }

  private static void picture(Page page, String name) {
    var folder = System.getProperty("changke.pictures", "");
    if (!folder.isEmpty()) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")).setFullPage(true));
    }
  }

  @Test
  void an_operator_asks_a_buyer_answers_on_the_orders_page_and_the_report_says_so() {
    var operator = wheels.person(Role.OPERATOR);
    chromium.visit(
        TestChromium.WIDE,
        "en",
        page -> {
          signIn(page, operator.email(), HOME);
          picture(page, "surveys-list");
          page.navigate(HOME + "/new?with=nps");
          picture(page, "surveys-form");
          page.locator("#questionEn").fill("Would you send a friend to us?");
          page.locator("main form[action='" + HOME + "'] .btn-primary").click();
          assertThat(page.locator("main")).containsText("Nobody was asked");
        });
    var lin = buyer();
    var number =
        Pattern.compile("/orders/([2-9A-Z]{16})")
            .matcher(browsers.signedIn(lin.email(), PASSWORD).get("/my/orders").body());
    assertThat(number.find()).isTrue();
    chromium.visit(
        TestChromium.PHONE,
        "en",
        page -> {
          signIn(page, lin.email(), "/orders/" + number.group(1));
          var survey = page.locator("#survey");
          assertThat(survey).containsText("Would you send a friend to us?");
          picture(page, "surveys-ask-phone");
          survey.locator("input[value='9']").check();
          survey.locator("textarea").fill("=the key was there at once");
          survey.locator("button").first().click();
          assertThat(survey).containsText("Thank you");
          page.reload();
          assertThat(page.locator("main")).not().containsText("Would you send a friend");
        });
    chromium.visit(
        TestChromium.WIDE,
        "en",
        page -> {
          signIn(page, operator.email(), HOME);
          page.locator("main table a").first().click();
          assertThat(page.locator("main")).containsText("+100.0");
          assertThat(page.locator("main")).containsText("the key was there at once");
          picture(page, "surveys-report");
          page.setViewportSize(TestChromium.PHONE, 800);
          picture(page, "surveys-report-phone");
          page.locator("main table a[href*='pick=promoters']").click();
          assertThat(page.locator("main")).containsText(lin.email());
        });
    var home = HOME + "/" + surveys.all().getFirst().id();
    var browser = browsers.signedIn(operator.email(), PASSWORD);
    assertThat(browser.get(home + "/report.csv").body()).contains("all,").contains("100.0000");
    assertThat(browser.get(home + "/answers.csv").body())
        .as("no cell runs as a formula")
        .contains("'=the key was there");
    assertThat(browser.get(home + "?q=KEY%20WAS").body()).contains("the key was there");
    assertThat(browser.get(home + "?q=100%25").body()).doesNotContain("the key was there");
  }

  @Test
  void a_link_of_ones_own_works_without_signing_in_and_the_open_link_for_everybody() {
    var lin = buyer();
    var survey = made(Survey.Kind.SATISFACTION, Survey.Place.LINK, "How was it?");
    var operator = browsers.member(Role.OPERATOR);
    var file = new HashMap<String, String>();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> {
          var links = operator.post(HOME + "/" + survey + "/links", Map.of()).body();
          links.lines().forEach(line -> file.put(line.split(",")[1].replace("\"", ""), line));
          return file.containsKey(lin.email());
        });
    var path = Pattern.compile("/survey/[A-Za-z0-9_-]{43}").matcher(file.get(lin.email()));
    assertThat(path.find()).isTrue();
    var guest = browsers.guest().with("Accept-Language", "en");
    assertThat(guest.get(path.group()).body()).contains("How was it?").contains("noindex");
    assertThat(guest.post(path.group(), Map.of("score", "6")).statusCode()).isEqualTo(422);
    assertThat(guest.post(path.group(), Map.of("score", "4")).statusCode()).isEqualTo(303);
    assertThat(guest.get(path.group()).body()).contains("Thank you").contains("Change my answer");
    assertThat(guest.get(path.group() + "?change=true").body())
        .contains("value=\"4\" required checked");
    assertThat(guest.with("Accept-Language", "zh-CN").get(path.group() + "?change=true").body())
        .contains("问题")
        .contains("提交");
    assertThat(guest.get("/survey/" + "A".repeat(43)).statusCode()).isEqualTo(404);
    var open = "/survey/open/" + survey;
    var stranger = browsers.guest().with("Accept-Language", "en");
    assertThat(stranger.get(open).body()).contains("How was it?");
    assertThat(stranger.post(open, Map.of("score", "nine")).statusCode()).isEqualTo(422);
    var answered = stranger.post(open, Map.of("score", "1", "words", "<b>bad</b>"));
    var own = answered.headers().firstValue("Location").orElse("");
    assertThat(stranger.get(open).headers().firstValue("Location")).contains(own);
    assertThat(stranger.post(open, Map.of("score", "2")).headers().firstValue("Location"))
        .as("the same browser changes its answer")
        .contains(own);
    var report = operator.get(HOME + "/" + survey).body();
    assertThat(report).contains("Open link").contains("100%");
    var looker = browsers.operatorWithoutRights();
    assertThat(looker.get(HOME + "/" + survey).body())
        .contains("100%")
        .doesNotContain("pick=")
        .doesNotContain("What people wrote");
    assertThat(looker.get(HOME + "/" + survey + "/people?pick=asked").statusCode()).isEqualTo(403);
    assertThat(looker.get(HOME + "/" + survey + "/answers.csv").statusCode()).isEqualTo(403);
    assertThat(looker.post(HOME + "/" + survey + "/links", Map.of()).statusCode()).isEqualTo(403);
    assertThat(looker.post(HOME, Map.of("kind", "NPS")).statusCode()).isEqualTo(403);
    assertThat(operator.post(HOME, Map.of("kind", "NPS", "pause", "-1")).statusCode())
        .isEqualTo(422);
  }

  @Test
  void who_leaves_may_say_why_and_leaves_without_an_answer_too() {
    var survey = made(Survey.Kind.CHOICE, Survey.Place.LEAVING, "Why do you go?");
    var operator = browsers.member(Role.OPERATOR);
    for (var choice : new String[] {"0", "", "77"}) {
      var lin = wheels.person();
      var browser = browsers.signedIn(lin.email(), PASSWORD);
      assertThat(browser.get("/my/privacy/erase").body())
          .contains("Why do you go?")
          .contains("Too dear");
      var gone =
          browser.post(
              "/my/privacy/erase",
              Map.of("sure", "true", "survey", survey.toString(), "choice", choice));
      assertThat(gone.statusCode()).isEqualTo(303);
    }
    var csv = operator.get(HOME + "/" + survey + "/report.csv").body();
    assertThat(csv).contains(",3,1,0,0.3333,");
    assertThat(operator.get(HOME + "/" + survey).body()).contains("On the way out");
    assertThat(operator.get(HOME + "/" + survey + "/people?pick=answered").body())
        .contains("0 of them members");
  }
}
