package changke.payments;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.ledger.Ledger;
import changke.shared.Ids;
import changke.shared.Money;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What every provider must refuse and what it must take, over HTTP at the callback address. A
/// provider says how its notifications are written and signed.
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

  abstract Channel open(String pid, String key);

  /// The signed fields of a notification that a charge is paid.
  abstract Map<String, String> genuine(Channel of, Charge charge, String tradeNo);

  /// Signs again after a field was changed.
  abstract void sign(Map<String, String> fields, String key);

  abstract String amountField();

  abstract String amount(long minor);

  abstract Map.Entry<String, String> waiting();

  static final String KEY = "the key of this very channel";

  @BeforeEach
  void a_charge_is_waiting() {
    channel = open("1001", KEY);
    other = open("2002", "another key");
    charge = charged(channel);
  }

  @Test
  void a_genuine_notification_pays_and_books_once() {
    var fields = genuine(channel, charge, trade());
    assertThat(post(channel, fields)).isEqualTo("200 success");
    assertPaid();
    assertThat(post(channel, fields)).isEqualTo("200 success");
    assertThat(get(channel, fields)).isEqualTo("200 success");
    assertPaid();
  }

  @Test
  void it_may_come_by_get() {
    assertThat(get(channel, genuine(channel, charge, trade()))).isEqualTo("200 success");
    assertPaid();
  }

  @Test
  void a_wrong_signature_is_refused() {
    var fields = genuine(channel, charge, trade());
    fields.put("sign", "0".repeat(fields.getOrDefault("sign", "").length()));
    assertRefused(fields);
    fields.remove("sign");
    assertRefused(fields);
  }

  @Test
  void every_field_counts_for_the_signature() {
    var genuine = genuine(channel, charge, trade());
    for (var name : genuine.keySet()) {
      if (!name.startsWith("sign")) {
        var fields = new LinkedHashMap<>(genuine);
        fields.put(name, fields.get(name) + "1");
        assertRefused(fields);
      }
    }
    var more = new LinkedHashMap<>(genuine);
    more.put("extra", "1");
    assertRefused(more);
  }

  @Test
  void an_empty_key_verifies_nothing() {
    jdbc.sql("DELETE FROM payments.credential WHERE channel = :id")
        .param("id", channel.id().value())
        .update();
    var fields = genuine(channel, charge, trade());
    sign(fields, "");
    assertRefused(fields);
  }

  @Test
  void another_merchant_is_refused() {
    var fields = genuine(channel, charge, trade());
    fields.put("pid", "2002");
    sign(fields, KEY);
    assertRefused(fields);
  }

  @Test
  void a_charge_of_another_channel_is_refused() {
    var foreign = charged(other);
    var fields = genuine(channel, foreign, trade());
    assertThat(post(channel, fields)).startsWith("400");
    assertThat(payments.find(foreign.id()).orElseThrow().state()).isEqualTo(ChargeState.OPEN);
  }

  @Test
  void the_key_of_another_channel_opens_nothing() {
    var fields = genuine(channel, charge, trade());
    sign(fields, "another key");
    assertRefused(fields);
    assertThat(post(other, genuine(channel, charge, trade()))).startsWith("400");
    assertThat(state()).isEqualTo(ChargeState.OPEN);
  }

  @Test
  void another_amount_is_refused() {
    for (var wrong :
        new String[] {amount(1), amount(991), amount(99), "", "x", "-" + amount(990)}) {
      var fields = genuine(channel, charge, trade());
      fields.put(amountField(), wrong);
      sign(fields, KEY);
      assertRefused(fields);
    }
  }

  @Test
  void another_status_changes_nothing() {
    var fields = genuine(channel, charge, trade());
    fields.put(waiting().getKey(), waiting().getValue());
    sign(fields, KEY);
    post(channel, fields);
    assertThat(state()).isEqualTo(ChargeState.OPEN);
  }

  @Test
  void a_notification_replayed_to_another_order_is_refused() {
    var fields = genuine(channel, charge, trade());
    post(channel, fields);
    var second = charged(channel);
    fields.put("out_trade_no", second.reference());
    assertThat(post(channel, fields)).startsWith("400");
    assertThat(payments.find(second.id()).orElseThrow().state()).isEqualTo(ChargeState.OPEN);
  }

  @Test
  void a_forged_one_first_does_not_block_the_genuine_one() {
    var genuine = genuine(channel, charge, trade());
    for (int i = 0; i < 5; i++) {
      var forged = new LinkedHashMap<>(genuine);
      forged.put("sign", "f" + i);
      assertRefused(forged);
    }
    assertThat(post(channel, genuine)).isEqualTo("200 success");
    assertPaid();
    assertThat(
            jdbc.sql("SELECT count(*) FROM payments.refused_notification WHERE channel = :id")
                .param("id", channel.id().value())
                .query(Long.class)
                .single())
        .isEqualTo(5);
  }

  @Test
  void an_unknown_order_or_channel_is_refused() {
    var fields = genuine(channel, charge, trade());
    fields.put("out_trade_no", "NOBODYKNOWSTHIS");
    sign(fields, KEY);
    assertRefused(fields);
    var unknown = send("POST", "/api/pay/" + channel.provider() + "/" + UUID.randomUUID(), fields);
    assertThat(unknown).startsWith("400");
    assertThat(send("POST", "/api/pay/nobody/" + channel.id(), fields)).startsWith("400");
  }

  @Test
  void a_second_trade_for_the_same_charge_is_kept_as_surplus() {
    post(channel, genuine(channel, charge, trade()));
    assertThat(post(channel, genuine(channel, charge, trade()))).isEqualTo("200 success");
    assertPaid();
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
    var fields = genuine(channel, charge, trade());
    assertThat(send("POST", "/api/pay/return/" + charge.id(), fields)).startsWith("303");
    assertThat(send("GET", "/api/pay/return/" + charge.id(), fields)).startsWith("303");
    assertThat(state()).isEqualTo(ChargeState.OPEN);
  }

  @Test
  void money_that_comes_after_closing_is_money_all_the_same() {
    payments.stopWaiting(charge.subject());
    assertThat(state()).isEqualTo(ChargeState.CLOSED);
    assertThat(post(channel, genuine(channel, charge, trade()))).isEqualTo("200 success");
    assertPaid();
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

  private void assertPaid() {
    assertThat(state()).isEqualTo(ChargeState.PAID);
    assertThat(ledger.balanceOf(Books.clearing(channel.id(), "CNY")).total()).isEqualTo(-990);
  }

  private void assertRefused(Map<String, String> fields) {
    assertThat(post(channel, fields)).startsWith("400 ");
    assertThat(get(channel, fields)).startsWith("400 ");
    assertThat(state()).isEqualTo(ChargeState.OPEN);
    jdbc.sql(
            "DELETE FROM payments.refused_notification WHERE id IN (SELECT max(id) FROM payments.refused_notification WHERE channel = :id)")
        .param("id", channel.id().value())
        .update();
  }

  private ChargeState state() {
    return payments.find(charge.id()).orElseThrow().state();
  }

  static String trade() {
    return UUID.randomUUID().toString();
  }

  private String post(Channel to, Map<String, String> fields) {
    return send("POST", "/api/pay/" + to.provider() + "/" + to.id(), fields);
  }

  private String get(Channel to, Map<String, String> fields) {
    return send("GET", "/api/pay/" + to.provider() + "/" + to.id(), fields);
  }

  private String send(String method, String path, Map<String, String> fields) {
    var address = "http://127.0.0.1:" + port + path;
    var form = Wire.form(fields);
    var request =
        method.equals("GET")
            ? HttpRequest.newBuilder(URI.create(address + "?" + form)).GET()
            : HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
