package changke.identity;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestClock;
import changke.merchants.Clerk;
import changke.merchants.Merchants;
import changke.orders.Market;
import changke.shared.MerchantId;
import changke.shared.PersonId;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Programs come in with tokens, and with nothing else.
@HouseTest
class ApiTokensTest {

  private static final String PASSWORD = "a door left ajar";
  private static final String DOOR = "/api/test-door";

  @Autowired Identity identity;
  @Autowired ApiTokens tokens;
  @Autowired Merchants merchants;
  @Autowired Market market;
  @Autowired JdbcClient jdbc;
  @Autowired TestClock clock;
  @Autowired TestBrowser.Maker browsers;

  @Test
  void a_token_opens_what_it_is_for_and_acts_for_its_merchant() {
    var merchant = shop();
    var person = clerk(merchant);
    var token = issued(person, merchant, EnumSet.of(Scope.OFFERS_READ));
    var program = browsers.guest().withBearer(token.text());
    assertThat(program.get(DOOR).body()).isEqualTo(merchant + " " + person);
    assertThat(tokens.of(merchant, 0).rows().getFirst().usedAt()).isNotNull();

    var refused = program.send(HttpMethod.POST, DOOR);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("WWW-Authenticate").orElse(""))
        .contains("insufficient_scope");
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void only_a_fingerprint_of_the_token_is_kept() {
    var merchant = shop();
    var token = issued(clerk(merchant), merchant, EnumSet.of(Scope.OFFERS_READ));
    var row =
        jdbc.sql("SELECT t::text FROM identity.api_token t WHERE id = :id")
            .param("id", token.token().id())
            .query(String.class)
            .single();
    assertThat(row).doesNotContain(token.text().substring(ApiTokens.PREFIX.length() + 8));
    assertThat(token.toString()).doesNotContain(token.text());
  }

  @Test
  void a_token_that_is_unknown_revoked_or_expired_opens_nothing() {
    var merchant = shop();
    var person = clerk(merchant);
    assertThat(knock("ck_" + "A".repeat(43))).isEqualTo(401);
    assertThat(knock("")).isEqualTo(401);

    var revoked = issued(person, merchant, EnumSet.of(Scope.OFFERS_READ));
    assertThat(knock(revoked.text())).isEqualTo(200);
    assertThat(tokens.revoke(shop(), revoked.token().id(), person)).as("another shop").isFalse();
    assertThat(tokens.revoke(merchant, revoked.token().id(), person)).isTrue();
    assertThat(tokens.revoke(merchant, revoked.token().id(), person)).as("twice").isFalse();
    assertThat(knock(revoked.text())).isEqualTo(401);

    var expired = issued(person, merchant, EnumSet.of(Scope.OFFERS_READ));
    clock.forward(Duration.ofDays(1).plusSeconds(1));
    assertThat(knock(expired.text())).isEqualTo(401);
  }

  @Test
  void a_token_ends_with_the_job_it_was_made_for() {
    var merchant = shop();
    var person = clerk(merchant);
    var token = issued(person, merchant, EnumSet.of(Scope.OFFERS_READ));
    assertThat(knock(token.text())).isEqualTo(200);
    merchants.dismiss(merchant, person);
    assertThat(knock(token.text())).isEqualTo(401);
  }

  @Test
  void a_browsers_session_does_not_open_a_programs_door_nor_a_token_a_page() {
    var merchant = shop();
    var token = issued(clerk(merchant), merchant, EnumSet.allOf(Scope.class));
    assertThat(browsers.member(Role.MERCHANT, Role.OPERATOR).get(DOOR).statusCode()).isEqualTo(401);
    var program = browsers.guest().withBearer(token.text());
    assertThat(program.get("/my").headers().firstValue("Location").orElse(""))
        .startsWith("/sign-in");
    assertThat(program.get("/workbench").statusCode()).isEqualTo(303);
  }

  @Test
  void a_merchant_makes_a_token_sees_it_once_and_revokes_it() {
    var merchant = shop();
    var slug = merchants.shop(merchant).orElseThrow().slug();
    var email = "token" + UUID.randomUUID() + "@example.org";
    var person = enrolled(email);
    merchants.employ(merchant, person, Clerk.Role.CLERK);
    var browser = browsers.signedIn(email, PASSWORD);
    var path = "/workbench/" + slug + "/tokens";
    assertThat(browser.post(path, Map.of("name", "till", "scope", "offers.read")).statusCode())
        .as("a clerk makes none")
        .isEqualTo(403);
    merchants.employ(merchant, person, Clerk.Role.OWNER);
    assertThat(browser.get(path).body()).contains("No token yet");
    var form = Map.of("name", "<b>till</b>", "scope", "offers.read", "days", "30");
    var made = browser.post(path, form);
    var text = Pattern.compile("ck_[A-Za-z0-9_-]{43}").matcher(made.body());
    assertThat(text.find()).isTrue();
    assertThat(made.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(knock(text.group())).isEqualTo(200);
    assertThat(browser.get(path).body()).doesNotContain(text.group()).doesNotContain("<b>till");

    var id = tokens.of(merchant, 0).rows().getFirst().id();
    var stranger = browsers.member(Role.MERCHANT);
    assertThat(stranger.get(path).statusCode()).isEqualTo(404);
    assertThat(stranger.post(path, form).statusCode()).isEqualTo(404);
    assertThat(stranger.post(path + "/" + id + "/revoke", Map.of()).statusCode()).isEqualTo(404);
    assertThat(knock(text.group())).isEqualTo(200);
    assertThat(browser.post(path + "/" + id + "/revoke", Map.of()).statusCode()).isEqualTo(303);
    assertThat(knock(text.group())).isEqualTo(401);
    assertThat(noted(id)).isEqualTo(2);
  }

  private int knock(String token) {
    return browsers.guest().withBearer(token).get(DOOR).statusCode();
  }

  private long noted(UUID token) {
    return jdbc.sql("SELECT count(*) FROM identity.audit WHERE about LIKE :about")
        .param("about", "token " + token + "%")
        .query(Long.class)
        .single();
  }

  private ApiTokens.Issued issued(PersonId person, MerchantId merchant, Set<Scope> scopes) {
    return (ApiTokens.Issued) tokens.issue(person, merchant, "till", scopes, Duration.ofDays(1));
  }

  private MerchantId shop() {
    return market.offer(0, 100).merchant();
  }

  private PersonId clerk(MerchantId merchant) {
    var person = enrolled("clerk" + UUID.randomUUID() + "@example.org");
    merchants.employ(merchant, person, Clerk.Role.CLERK);
    return person;
  }

  private PersonId enrolled(String email) {
    var form = new SignUp("Mei", email, PASSWORD, Locale.ENGLISH, ZoneId.of("Asia/Shanghai"));
    return ((SignUp.Joined) identity.enrol(form, Role.MERCHANT)).person().id();
  }
}
