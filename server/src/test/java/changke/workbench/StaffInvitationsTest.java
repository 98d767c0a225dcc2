package changke.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestClock;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.merchants.Applied;
import changke.merchants.Clerk;
import changke.merchants.Merchants;
import changke.merchants.Reviewed;
import changke.merchants.Shop;
import changke.merchants.ShopDraft;
import changke.messaging.Messaging;
import changke.shared.PersonId;
import changke.shared.Words;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// People are asked by mail to work for a shop: once, by an owner, and for a while.
@HouseTest
class StaffInvitationsTest {

  private static final String PASSWORD = "a door left ajar";
  private static final Pattern LINK = Pattern.compile("(/join-shop[?]ticket=[A-Za-z0-9_-]+)");

  @Autowired Identity identity;
  @Autowired Merchants merchants;
  @Autowired Messaging messaging;
  @Autowired TestBrowser.Maker browsers;
  @Autowired TestClock clock;

  private Shop shop;
  private TestBrowser ming;
  private String team = "";

  @BeforeEach
  void ming_has_a_shop() {
    var email = "ming-" + UUID.randomUUID() + "@example.org";
    var owner = person(email, Role.MERCHANT);
    var slug = "staff-" + owner.toString().substring(24);
    var draft = new ShopDraft(slug, new Words("小店", "Staff"), new Words("", ""), email);
    var applied = (Applied.Waiting) merchants.apply(owner, draft);
    shop = ((Reviewed.Opened) merchants.approve(applied.application().id(), owner)).shop();
    ming = browsers.signedIn(email, PASSWORD);
    team = "/workbench/" + slug + "/team";
  }

  @Test
  void whoever_is_asked_by_mail_joins_once_with_an_account_of_their_own() {
    var email = someone();
    assertThat(invite(email, "clerk")).contains(email);
    var link = link(email);
    assertThat(browsers.guest().get(link).headers().firstValue("Location").orElse(""))
        .startsWith("/sign-in");
    var hua = person(email);
    var browser = browsers.signedIn(email, PASSWORD);
    assertThat(browser.get(link).body()).contains("Staff");
    var ticket = link.substring(link.indexOf('=') + 1);
    assertThat(browser.post("/join-shop", Map.of("ticket", ticket)).statusCode()).isEqualTo(303);
    assertThat(role(hua)).isEqualTo(Clerk.Role.CLERK);
    assertThat(browser.get(team).statusCode()).isEqualTo(200);
    var late = browsers.signedIn(emailOf(person(someone())), PASSWORD);
    assertThat(late.post("/join-shop", Map.of("ticket", ticket)).statusCode()).isEqualTo(410);
    assertThat(ming.get(team).body()).doesNotContain("/team/uninvite");
  }

  @Test
  void a_link_that_was_taken_back_replaced_or_is_too_old_leads_nowhere() {
    var email = someone();
    invite(email, "clerk");
    var first = link(email);
    invite(email, "owner");
    var second = link(email);
    assertThat(second).isNotEqualTo(first);
    var browser = browsers.signedIn(emailOf(person(someone())), PASSWORD);
    assertThat(browser.get(first).statusCode()).as("a newer one was sent").isEqualTo(410);
    assertThat(browser.get(second).statusCode()).isEqualTo(200);
    ming.post(team + "/uninvite", Map.of("email", email));
    assertThat(browser.get(second).statusCode()).as("taken back").isEqualTo(410);
    invite(email, "clerk");
    var third = link(email);
    clock.forward(Duration.ofDays(3).plusMinutes(1));
    assertThat(browser.get(third).statusCode()).as("too old").isEqualTo(410);
  }

  @Test
  void an_invitation_of_somebody_who_decides_there_no_longer_counts_for_nothing() {
    var email = someone();
    invite(email, "owner");
    var owner = merchants.staff(shop.id()).getFirst().person();
    merchants.employ(shop.id(), person(someone()), Clerk.Role.OWNER);
    merchants.dismiss(shop.id(), owner);
    var hua = person(email);
    var ticket = link(email).replaceFirst(".*=", "");
    var browser = browsers.signedIn(email, PASSWORD);
    assertThat(browser.post("/join-shop", Map.of("ticket", ticket)).statusCode()).isEqualTo(410);
    assertThat(merchants.worksFor(hua, shop.id())).isFalse();
  }

  @Test
  void clerks_ask_nobody_and_an_owner_is_made_no_less() {
    var clerk = someone();
    merchants.employ(shop.id(), person(clerk, Role.MERCHANT), Clerk.Role.CLERK);
    var browser = browsers.signedIn(clerk, PASSWORD);
    assertThat(browser.post(team, Map.of("email", someone(), "role", "owner")).statusCode())
        .isEqualTo(404);
    assertThat(invite("not an address", "clerk")).contains("alert");
    var email = someone();
    invite(email, "clerk");
    var ticket = link(email).replaceFirst(".*=", "");
    assertThat(ming.post("/join-shop", Map.of("ticket", ticket)).statusCode()).isEqualTo(303);
    assertThat(merchants.staff(shop.id()).getFirst().role()).isEqualTo(Clerk.Role.OWNER);
  }

  private String invite(String email, String role) {
    var answer = ming.post(team, Map.of("email", email, "role", role));
    return answer.statusCode() == 303 ? ming.get(team).body() : answer.body();
  }

  private String link(String email) {
    var letter =
        messaging.recent(300, 0).stream()
            .filter(one -> one.email().equals(email))
            .findFirst()
            .orElseThrow();
    var found = LINK.matcher(letter.text());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private Clerk.Role role(PersonId person) {
    return merchants.staff(shop.id()).stream()
        .filter(one -> one.person().equals(person))
        .findFirst()
        .orElseThrow()
        .role();
  }

  private String emailOf(PersonId person) {
    return identity.find(person).orElseThrow().email();
  }

  private PersonId person(String email, Role... roles) {
    var form = new SignUp("Hua", email, PASSWORD, Locale.ENGLISH, ZoneId.of("Asia/Shanghai"));
    return ((SignUp.Joined) identity.enrol(form, roles)).person().id();
  }

  private static String someone() {
    return "staff-" + UUID.randomUUID() + "@example.org";
  }
}
