package changke.identity;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestChromium;
import changke.TestClock;
import changke.platform.Keys;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Under load guests' browsers work for their forms; without load nobody notices.
@HouseTest
class ProofTest {

  private static final String PASSWORD = "a door left ajar";
  private static final Proof.Door DOOR = Proof.Door.SIGN_IN;

  @Autowired Proof ours;
  @Autowired ProofSettings settings;
  @Autowired Identity identity;
  @Autowired Keys keys;
  @Autowired JdbcClient jdbc;
  @Autowired TestClock clock;
  @Autowired TestBrowser.Maker browsers;
  @Autowired TestChromium chromium;

  @Test
  void a_proof_counts_once_for_a_while_and_only_as_it_was_given_out() {
    var proof = proof(0, 8);
    var challenge = proof.challenge(DOOR).orElseThrow();
    var solved = solve(challenge, 8);
    assertThat(proof.admit(DOOR, null)).isFalse();
    assertThat(proof.admit(DOOR, "rubbish")).isFalse();
    assertThat(proof.admit(DOOR, solved)).isTrue();
    assertThat(proof.admit(DOOR, solved)).as("twice").isFalse();
    assertThat(proof.admit(DOOR, solve(solved.replaceFirst(":.*", ""), 8) + "0"))
        .as("another number for a used challenge")
        .isFalse();
    var easier = challenge.replaceFirst("\\.8\\.", ".1.");
    assertThat(proof.admit(DOOR, solve(easier, 1))).as("made easier").isFalse();
    var late = solve(proof.challenge(DOOR).orElseThrow(), 8);
    clock.forward(Duration.ofMinutes(5).plusSeconds(1));
    assertThat(proof.admit(DOOR, late)).as("too late").isFalse();
  }

  @Test
  void work_that_was_not_done_does_not_count() {
    var proof = proof(0, 12);
    var challenge = proof.challenge(DOOR).orElseThrow();
    for (long number = 0; ; number++) {
      var tried = challenge + ":" + number;
      if (Proof.zeroBits(Secrets.hash(tried)) < 12) {
        assertThat(proof.admit(DOOR, tried)).isFalse();
        return;
      }
    }
  }

  @Test
  void nothing_is_asked_below_the_threshold_and_never_where_it_is_off() {
    var proof = proof(3, 8);
    for (int i = 0; i < 3; i++) {
      assertThat(proof.challenge(DOOR)).isEmpty();
      assertThat(proof.admit(DOOR, null)).isTrue();
    }
    assertThat(proof.challenge(DOOR)).isPresent();
    assertThat(proof.admit(DOOR, null)).isFalse();
    assertThat(proof.challenge(Proof.Door.CHECKOUT)).isEmpty();
    assertThat(proof.admit(Proof.Door.NONE, null)).isTrue();
    clock.forward(Duration.ofMinutes(3));
    assertThat(proof.challenge(DOOR)).as("quiet again").isEmpty();
    assertThat(proof(-1, 8).challenge(DOOR)).isEmpty();
  }

  @Test
  void zero_bits_are_counted_from_the_front() {
    assertThat(Proof.zeroBits(new byte[] {0, 0, (byte) 0x1f})).isEqualTo(19);
    assertThat(Proof.zeroBits(new byte[] {(byte) 0x80})).isZero();
    assertThat(Proof.zeroBits(new byte[] {0, 0})).isEqualTo(16);
  }

  @Test
  void under_load_a_browser_gets_in_by_working_and_a_program_that_does_not_is_refused() {
    var email = "proof" + UUID.randomUUID() + "@example.org";
    identity.enrol(new SignUp("Mei", email, PASSWORD, Locale.ENGLISH, ZoneId.of("Asia/Shanghai")));
    var form = Map.of("email", email, "password", PASSWORD);
    for (int i = 0; i <= settings.doors(); i++) {
      ours.admit(DOOR, null);
    }
    try {
      var refused = browsers.guest().with("Accept-Language", "en").post("/sign-in", form);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.body()).contains("small calculation");
      chromium.visit(
          TestChromium.PHONE,
          "en",
          page -> {
            page.navigate("/sign-in?to=/my/security");
            page.locator("#email").fill(email);
            page.locator("#password").fill(PASSWORD);
            page.locator("main form[action='/sign-in'] .btn-primary").click();
            page.waitForURL(Pattern.compile("^[^?]*/my/security$"));
            assertThat(page.locator("#content")).containsText("this browser");
          });
    } finally {
      clock.forward(Duration.ofMinutes(3));
    }
    assertThat(browsers.guest().post("/sign-in", form).statusCode()).isEqualTo(303);
  }

  private Proof proof(int most, int bits) {
    return new Proof(jdbc, new ProofSettings(most, -1, bits), clock, keys);
  }

  private static String solve(String challenge, int bits) {
    for (long number = 0; ; number++) {
      var tried = challenge + ":" + number;
      if (Proof.zeroBits(Secrets.hash(tried)) >= bits) {
        return tried;
      }
    }
  }
}
