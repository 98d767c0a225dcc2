package changke.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.TestClock;
import changke.shared.Money;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What every provider that is called over the network must survive: its server is down, answers
/// nonsense, or does what it is asked and lets the answer get lost. An unknown outcome is asked
/// about later and never guessed.
abstract class GatewaySuite extends ProviderSuite {

  @Autowired Asking asking;
  @Autowired Refunds refunds;
  @Autowired TestClock time;

  final Gateway gateway = new Gateway(this::answer);

  /// How the provider's server speaks.
  abstract Gateway.Reply answer(Gateway.Request request, Gateway gateway);

  @AfterEach
  void the_gateway_closes() {
    gateway.close();
  }

  private Set<Capability> can() {
    return asking.provider(channel).orElseThrow().capabilities();
  }

  @Test
  void what_was_paid_there_is_found_by_asking() {
    payments.askAbout(charge.id());
    assertThat(state()).isEqualTo(ChargeState.OPEN);
    gateway.paid.put(charge.reference(), trade());
    payments.askAbout(charge.id());
    assertPaid();
    payments.askAbout(charge.id());
    assertPaid();
  }

  @Test
  void a_server_that_is_down_broken_or_not_genuine_says_nothing_about_a_charge() {
    gateway.paid.put(charge.reference(), trade());
    for (var mood :
        new Gateway.Mood[] {Gateway.Mood.DOWN, Gateway.Mood.MUTE, Gateway.Mood.BROKEN}) {
      gateway.mood = mood;
      payments.askAbout(charge.id());
      assertThat(state()).as(mood.name()).isEqualTo(ChargeState.OPEN);
    }
    if (signsAnswers()) {
      gateway.mood = Gateway.Mood.FORGED;
      payments.askAbout(charge.id());
      assertThat(state()).isEqualTo(ChargeState.OPEN);
    }
    gateway.mood = Gateway.Mood.WELL;
    payments.askAbout(charge.id());
    assertPaid();
  }

  /// Whether the protocol signs what its server answers.
  boolean signsAnswers() {
    return true;
  }

  @Test
  void a_refund_is_given_once_and_booked_once() {
    paid();
    var request = refund(400);
    await().atMost(Duration.ofSeconds(10)).until(() -> turn(request).equals("done"));
    payments.workOnRefunds();
    assertThat(gateway.given.get()).isEqualTo(1);
    assertThat(ledger.balanceOf(Books.clearing(channel.id(), "CNY")).total()).isEqualTo(-590);
  }

  @Test
  void a_refund_whose_answer_got_lost_is_never_given_twice() {
    paid();
    gateway.mood = Gateway.Mood.MUTE;
    var request = refund(400);
    await().atMost(Duration.ofSeconds(10)).until(() -> gateway.given.get() == 1);
    await().atMost(Duration.ofSeconds(10)).until(() -> tried(request));
    gateway.mood = Gateway.Mood.WELL;
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> Set.of("done", "by-hand").contains(turn(request)));
    assertThat(gateway.given.get()).isEqualTo(1);
    assertThat(stateOf(request))
        .isEqualTo(can().contains(Capability.REPEAT_REFUND) ? "done" : "by-hand");
  }

  @Test
  void a_refund_that_met_a_server_that_is_down_goes_out_later() {
    paid();
    gateway.mood = Gateway.Mood.DOWN;
    var request = refund(400);
    await().atMost(Duration.ofSeconds(10)).until(() -> tried(request));
    assertThat(gateway.given.get()).isZero();
    gateway.mood = Gateway.Mood.WELL;
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> Set.of("done", "by-hand").contains(turn(request)));
    assertThat(gateway.given.get()).isEqualTo(can().contains(Capability.REPEAT_REFUND) ? 1 : 0);
  }

  @Test
  void a_closed_charge_is_closed_there_where_that_is_possible() {
    payments.stopWaiting(charge.subject());
    if (can().contains(Capability.CLOSE)) {
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> gateway.closed.containsKey(charge.reference()));
    }
    assertThat(state()).isEqualTo(ChargeState.CLOSED);
  }

  @Test
  void wrong_secrets_are_told_from_right_ones_before_anyone_pays() {
    assertThat(probe(channel)).isEmpty();
    gateway.mood = Gateway.Mood.DOWN;
    assertThat(probe(channel)).isNotEmpty().doesNotContain("key=");
  }

  private String probe(Channel of) {
    try {
      asking.provider(of).orElseThrow().probe(asking.access(of), clock.instant());
      return "";
    } catch (ProviderException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void paid() {
    gateway.paid.put(charge.reference(), trade());
    payments.askAbout(charge.id());
    assertPaid();
  }

  private RefundRequest refund(long minor) {
    var request =
        new RefundRequest("r" + UUID.randomUUID(), charge.id(), Money.of(minor, "CNY"), "test");
    assertThat(payments.refund(request)).isEqualTo(new RefundResult.Asked());
    return request;
  }

  /// Whether a first try is over.
  private boolean tried(RefundRequest request) {
    return jdbc.sql(
            "SELECT coalesce(last_answer, '') <> '' OR state <> 'asked' FROM payments.refund WHERE request = :r")
        .param("r", request.request())
        .query(Boolean.class)
        .single();
  }

  /// Lets the next turn come and says where the refund stands.
  private String turn(RefundRequest request) {
    jdbc.sql(
            """
            UPDATE payments.refund SET next_try_at = asked_at
            WHERE request = :r AND state = 'asked' AND last_answer IS NOT NULL
            """)
        .param("r", request.request())
        .update();
    payments.workOnRefunds();
    return stateOf(request);
  }

  private String stateOf(RefundRequest request) {
    return jdbc.sql("SELECT state FROM payments.refund WHERE request = :r")
        .param("r", request.request())
        .query(String.class)
        .single();
  }

  /// Keys are made once for all tests: two for us, two for the other side.
  static final KeyPair MINE = pair();

  static final KeyPair PLATFORM = pair();
  static final KeyPair STRANGER = pair();

  private static KeyPair pair() {
    try {
      var maker = KeyPairGenerator.getInstance("RSA");
      maker.initialize(2048);
      return maker.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String pem(java.security.Key key) {
    var name = key instanceof java.security.PrivateKey ? "PRIVATE KEY" : "PUBLIC KEY";
    return "-----BEGIN "
        + name
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
        + "\n-----END "
        + name
        + "-----\n";
  }

  static Map<String, String> of(String... pairs) {
    var map = new java.util.LinkedHashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
