package changke.storefront.referral;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.identity.Person;
import changke.play.Wheels;
import changke.rewards.Referrals;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// The link over HTTP: remembered for a guest, counted for a member, once.
@HouseTest
class ReferralLinkTest {

  @Autowired TestBrowser.Maker browsers;
  @Autowired Referrals referrals;
  @Autowired Wheels people;

  @Test
  void a_guest_who_follows_the_link_and_joins_was_sent() {
    var lin = people.person();
    var browser = browsers.guest();
    var answer = browser.get("/via/" + referrals.code(lin.id()));
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).contains("/");
    assertThat(referrals.standing(lin.id()).sent()).as("following is not joining").isZero();
    join(browser);
    browser.get("/");
    assertThat(referrals.standing(lin.id()).sent()).isEqualTo(1);
    browser.get("/my/referral");
    assertThat(referrals.standing(lin.id()).visits()).isEqualTo(1);
  }

  @Test
  void a_code_that_nobody_has_leads_to_the_shop_and_sets_nothing() {
    var answer = browsers.guest().get("/via/nosuch22");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(c -> c.startsWith("via="));
    assertThat(browsers.guest().get("/via/%3Cscript%3E").statusCode()).isLessThan(500);
  }

  @Test
  void the_promoters_page_says_where_everything_stands() {
    var lin = people.person();
    var browser = signedIn(lin);
    var page = browser.get("/my/referral").body();
    assertThat(page).contains("/via/" + referrals.code(lin.id())).contains("Score today: 0");
    assertThat(browser.get("/my/referral/poster").body()).contains("<path d=\"M");
  }

  private TestBrowser signedIn(Person person) {
    return browsers.signedIn(person.email(), "a door left ajar");
  }

  private static void join(TestBrowser browser) {
    var answer =
        browser.post(
            "/sign-up",
            Map.of(
                "name",
                "Bo",
                "email",
                "bo" + System.nanoTime() + "@example.org",
                "password",
                "a door left ajar"));
    assertThat(answer.statusCode()).isEqualTo(303);
  }
}
