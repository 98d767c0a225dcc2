package changke.payments;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.ledger.Ledger;
import changke.shared.Ids;
import changke.shared.Money;
import changke.shared.Words;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What every provider must refuse and what it must take, over HTTP at the callback address. A
/// provider says how its notifications are written, signed and spoiled.
@HouseTest
abstract class ProviderSuite {

  @Autowired Payments payments;
  @Autowired Ledger ledger;
  @Autowired JdbcClient jdbc;
  @Autowired Ids ids;
  @Autowired Clock clock;
  @LocalServerPort int port;

  Channel channel;
  Channel other;
  Charge charge;

  static final String MERCHANT = "1001";
  static final String OTHER_MERCHANT = "2002";
  static final String OURS = "ours";
  static final String THEIRS = "theirs";

  /// What a notification says. `amount` is written as it is, `paid` is the status, `key` whose key
  /// signs it.
  record Told(
      String merchant,
      Channel channel,
      String reference,
      String tradeNo,
      String amount,
      String currency,
      boolean paid,
      String key) {

    Told merchant(String other) {
      return new Told(other, channel, reference, tradeNo, amount, currency, paid, key);
    }

    Told reference(String other) {
      return new Told(merchant, channel, other, tradeNo, amount, currency, paid, key);
    }

    Told amount(String other) {
      return new Told(merchant, channel, reference, tradeNo, other, currency, paid, key);
    }

    Told currency(String other) {
      return new Told(merchant, channel, reference, tradeNo, amount, other, paid, key);
    }

    Told waiting() {
      return new Told(merchant, channel, reference, tradeNo, amount, currency, false, key);
    }

    Told key(String other) {
      return new Told(merchant, channel, reference, tradeNo, amount, currency, paid, other);
    }
  }

  /// What is sent to the callback address: fields of a form, or a raw body with headers.
  record Message(Map<String, String> headers, Map<String, String> fields, String body) {

    static Message form(Map<String, String> fields) {
      return new Message(Map.of(), Map.copyOf(fields), "");
    }

    boolean isForm() {
      return body.isEmpty();
    }
  }

  /// Opens a channel for the merchant with `whose` keys.
  abstract Channel open(String merchant, String whose);

  /// Writes and signs.
  abstract Message write(Told told);

  /// Every way of changing what is signed, and the signature itself, without signing again.
  abstract List<Message> spoiled(Message genuine);

  /// The amount in the provider's writing.
  abstract String amount(long minor);

  /// Whether the protocol lets notifications come by GET.
  boolean byGet() {
    return true;
  }

  /// Whether a notification says its currency.
  boolean saysCurrency() {
    return false;
  }

  String success() {
    return "200 success";
  }

  final Told told() {
    return told(channel, charge);
  }

  final Told told(Channel of, Charge about) {
    return new Told(
        MERCHANT,
        of,
        about.reference(),
        trade(),
        amount(about.amount().minor()),
        "CNY",
        true,
        OURS);
  }

  @BeforeEach
  void a_charge_is_waiting() {
    channel = open(MERCHANT, OURS);
    other = open(OTHER_MERCHANT, THEIRS);
    charge = charged(channel);
  }

  @Test
  void a_genuine_notification_pays_and_books_once() {
    var message = write(told());
    assertThat(post(channel, message)).isEqualTo(success());
    assertPaid();
    assertThat(post(channel, message)).isEqualTo(success());
    if (byGet()) {
      assertThat(get(channel, message)).isEqualTo(success());
    }
    assertPaid();
  }

  @Test
  void it_may_come_by_get_where_the_protocol_allows_it() {
    var answer = get(channel, write(told()));
    if (byGet()) {
      assertThat(answer).isEqualTo(success());
      assertPaid();
    } else {
      assertThat(answer).startsWith("400");
      assertThat(state()).isEqualTo(ChargeState.OPEN);
    }
  }

  @Test
  void every_part_counts_for_the_signature() {
    var genuine = write(told());
    var all = spoiled(genuine);
    assertThat(all).hasSizeGreaterThan(4);
    for (var message : all) {
      assertRefused(message);
    }
  }

  @Test
  void an_empty_key_verifies_nothing() {
    jdbc.sql("DELETE FROM payments.credential WHERE channel = :id")
        .param("id", channel.id().value())
        .update();
    assertRefused(write(told()));
    assertRefused(write(told().key("")));
  }

  @Test
  void another_merchant_is_refused() {
    assertRefused(write(told().merchant(OTHER_MERCHANT)));
  }

  @Test
  void a_charge_of_another_channel_is_refused() {
    var foreign = charged(other);
    assertThat(post(channel, write(told(channel, foreign)))).startsWith("400");
    assertThat(payments.find(foreign.id()).orElseThrow().state()).isEqualTo(ChargeState.OPEN);
  }

  @Test
  void the_key_of_another_channel_opens_nothing() {
    assertRefused(write(told().key(THEIRS)));
    assertThat(post(other, write(told()))).startsWith("400");
    assertThat(state()).isEqualTo(ChargeState.OPEN);
  }

  @Test
  void another_amount_is_refused() {
    for (var wrong :
        new String[] {
          amount(1), amount(991), amount(99), amount(99_000), "", "x", "-" + amount(990)
        }) {
      assertRefused(write(told().amount(wrong)));
    }
  }

  @Test
  void another_currency_is_refused() {
    if (saysCurrency()) {
      assertRefused(write(told().currency("USD")));
      assertRefused(write(told().currency("XYZ1")));
    }
  }

  @Test
  void another_status_changes_nothing() {
    post(channel, write(told().waiting()));
    assertThat(state()).isEqualTo(ChargeState.OPEN);
  }

  @Test
  void a_notification_replayed_pays_no_other_order() {
    var message = write(told());
    post(channel, message);
    var second = charged(channel);
    for (var bent : spoiled(message)) {
      post(channel, bent);
    }
    post(channel, message);
    if (message.isForm()) {
      var fields = new java.util.HashMap<>(message.fields());
      fields.put("out_trade_no", second.reference());
      assertThat(post(channel, Message.form(fields))).startsWith("400");
    } else {
      var body = message.body().replace(charge.reference(), second.reference());
      post(channel, new Message(message.headers(), Map.of(), body));
    }
    assertThat(payments.find(second.id()).orElseThrow().state()).isEqualTo(ChargeState.OPEN);
    assertPaid();
  }

  @Test
  void a_forged_one_first_does_not_block_the_genuine_one() {
    var told = told();
    for (int i = 0; i < 5; i++) {
      assertThat(post(channel, write(told.key(THEIRS)))).startsWith("400");
    }
    assertThat(state()).isEqualTo(ChargeState.OPEN);
    assertThat(refused()).isEqualTo(5);
    assertThat(post(channel, write(told))).isEqualTo(success());
    assertPaid();
  }

  @Test
  void an_unknown_order_or_channel_is_refused() {
    assertRefused(write(told().reference("NOBODYKNOWSTHIS")));
    var message = write(told());
    assertThat(send("POST", "/api/pay/" + channel.provider() + "/" + UUID.randomUUID(), message))
        .startsWith("400");
    assertThat(send("POST", "/api/pay/nobody/" + channel.id(), message)).startsWith("400");
  }

  @Test
  void nonsense_is_refused_and_breaks_nothing() {
    assertRefused(new Message(Map.of(), Map.of(), ""));
    assertRefused(new Message(Map.of(), Map.of(), "{\"a\":"));
    assertRefused(new Message(Map.of(), Map.of(), "[[[[[[[[[[[["));
    assertRefused(Message.form(Map.of("sign", "\0", "money", "\uD83D")));
  }

  @Test
  void a_second_trade_for_the_same_charge_is_kept_as_surplus() {
    post(channel, write(told()));
    assertThat(post(channel, write(told()))).isEqualTo(success());
    assertThat(state()).isEqualTo(ChargeState.PAID);
    assertThat(
            jdbc.sql(
                    "SELECT count(*) FROM payments.notification WHERE charge = :id AND outcome = 'surplus'")
                .param("id", charge.id().value())
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void a_return_page_pays_nothing() {
    var message = write(told());
    assertThat(send("POST", "/api/pay/return/" + charge.id(), message)).startsWith("303");
    assertThat(send("GET", "/api/pay/return/" + charge.id(), message)).startsWith("303");
    assertThat(state()).isEqualTo(ChargeState.OPEN);
  }

  @Test
  void money_that_comes_after_closing_is_money_all_the_same() {
    payments.stopWaiting(charge.subject());
    assertThat(state()).isEqualTo(ChargeState.CLOSED);
    assertThat(post(channel, write(told()))).isEqualTo(success());
    assertPaid();
  }

  @Test
  void a_notification_that_comes_before_the_answer_to_create_counts() {
    jdbc.sql("UPDATE payments.charge SET state = 'new', pay_at = NULL WHERE id = :id")
        .param("id", charge.id().value())
        .update();
    assertThat(post(channel, write(told()))).isEqualTo(success());
    assertPaid();
    charges.open(charge.id(), Invitation.to("/late"));
    assertPaid();
  }

  @Autowired Charges charges;

  final Channel opened(String provider, Map<String, String> settings, Map<String, String> secrets) {
    var made =
        new Channel(
            new ChannelId(ids.next()), provider, new Words("渠道", provider), null, settings, true);
    payments.open(made, secrets, "test", "127.0.0.1");
    return made;
  }

  Charge charged(Channel with) {
    var request =
        new ChargeRequest(
            with.id(),
            "test",
            ids.next(),
            null,
            "VIP月卡 x1",
            Money.of(990, "CNY"),
            "/orders/x",
            clock.instant().plus(Duration.ofMinutes(30)));
    return ((ChargeResult.Ready) payments.charge(request)).charge();
  }

  void assertPaid() {
    assertThat(state()).isEqualTo(ChargeState.PAID);
    assertThat(ledger.balanceOf(Books.clearing(channel.id(), "CNY")).total()).isEqualTo(-990);
  }

  private void assertRefused(Message message) {
    assertThat(post(channel, message)).startsWith("400 ");
    assertThat(get(channel, message)).startsWith("400 ");
    assertThat(state()).isEqualTo(ChargeState.OPEN);
  }

  private long refused() {
    return jdbc.sql("SELECT count(*) FROM payments.refused_notification WHERE channel = :id")
        .param("id", channel.id().value())
        .query(Long.class)
        .single();
  }

  final ChargeState state() {
    return payments.find(charge.id()).orElseThrow().state();
  }

  static String trade() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 28);
  }

  final String post(Channel to, Message message) {
    return send("POST", "/api/pay/" + to.provider() + "/" + to.id(), message);
  }

  final String get(Channel to, Message message) {
    return send("GET", "/api/pay/" + to.provider() + "/" + to.id(), message);
  }

  private String send(String method, String path, Message message) {
    var address = "http://127.0.0.1:" + port + path;
    var form = Wire.form(message.fields());
    var request =
        method.equals("GET")
            ? HttpRequest.newBuilder(URI.create(address + "?" + form)).GET()
            : HttpRequest.newBuilder(URI.create(address))
                .header(
                    "Content-Type",
                    message.isForm() ? "application/x-www-form-urlencoded" : "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(message.isForm() ? form : message.body()));
    message.headers().forEach(request::setHeader);
    try {
      var answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
}
