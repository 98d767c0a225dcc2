package changke.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestBrowser;
import changke.cashier.Behaviour;
import changke.cashier.Cashier;
import changke.identity.Role;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HouseTest
class WalletTest {

  private static final String SANDBOX = "00000000-0000-7000-8000-000000000002";
  private static final Pattern REQUEST = Pattern.compile("name=\"request\" value=\"([^\"]+)\"");

  @Autowired TestBrowser.Maker browsers;
  @Autowired Cashier cashier;
  @Autowired JdbcClient jdbc;

  @Test
  void a_balance_is_topped_up_withdrawn_in_part_and_taken_back() {
    var liu = browsers.member();
    assertThat(liu.get("/my/wallet").body()).contains("0.00");
    toppedUp(liu, "100");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> liu.get("/my/wallet").body().contains("100.00"));
    var form = liu.get("/my/wallet/withdraw").body();
    var request = REQUEST.matcher(form);
    assertThat(request.find()).isTrue();
    var fields = new HashMap<String, String>();
    fields.put("request", request.group(1));
    fields.put("amount", "60.50");
    fields.put("way", "bank");
    fields.put("account", "x");
    fields.put("holder", "Liu");
    assertThat(liu.post("/my/wallet/withdraw", fields).statusCode()).isEqualTo(422);
    fields.put("account", "6222 0000 1234 5678");
    assertThat(liu.post("/my/wallet/withdraw", fields).statusCode()).isEqualTo(303);
    assertThat(liu.post("/my/wallet/withdraw", fields).statusCode()).isEqualTo(303);
    var page = liu.get("/my/wallet").body();
    assertThat(page).contains("39.50", "60.50", "…5678").doesNotContain("1234 5678");
    var stranger = browsers.member();
    stranger.post("/my/wallet/withdrawals/" + request.group(1) + "/cancel", Map.of());
    assertThat(liu.get("/my/wallet").body()).contains("39.50");
    liu.post("/my/wallet/withdrawals/" + request.group(1) + "/cancel", Map.of());
    assertThat(liu.get("/my/wallet").body()).contains("100.00").doesNotContain("39.50");
  }

  @Test
  void amounts_that_are_none_are_refused_kindly() {
    var liu = browsers.member();
    for (var amount : new String[] {"", "-1", "0", "0.001", "1e9", "99999999999", "9.9.9", "١٢"}) {
      var answer = liu.post("/my/wallet/top-up", Map.of("amount", amount, "channel", SANDBOX));
      assertThat(answer.statusCode()).as(amount).isEqualTo(303);
      assertThat(answer.headers().firstValue("Location")).as(amount).contains("/my/wallet");
      var out =
          liu.post(
              "/my/wallet/withdraw",
              Map.of("amount", amount, "way", "bank", "account", "12345", "holder", "Liu"));
      assertThat(out.statusCode()).as(amount).isIn(303, 422);
    }
    assertThat(liu.get("/my/wallet?top=" + UUID.randomUUID()).statusCode()).isEqualTo(200);
    assertThat(liu.get("/my/wallet?top=%27").statusCode()).isEqualTo(200);
  }

  @Test
  void a_balance_is_not_topped_up_from_a_balance() {
    var answer =
        browsers
            .member()
            .post(
                "/my/wallet/top-up",
                Map.of("amount", "10", "channel", "00000000-0000-7000-8000-000000000001"));
    assertThat(answer.headers().firstValue("Location")).contains("/my/wallet");
  }

  @Test
  void a_code_is_drawn_until_it_is_paid_and_then_leads_on() {
    var liu = browsers.member();
    var at = asked(liu, "5");
    var charge =
        jdbc.sql("SELECT id FROM payments.charge WHERE pay_at = :at")
            .param("at", at)
            .query(UUID.class)
            .single();
    jdbc.sql(
            "UPDATE payments.charge SET pay_code = 'weixin://wxpay/bizpayurl?pr=abc', state = 'open', paid_at = NULL WHERE id = :id")
        .param("id", charge)
        .update();
    var page = browsers.guest().get("/pay/" + charge);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<svg", "v1h-7z", "5.00").doesNotContain("Lin");
    assertThat(browsers.guest().get("/pay/" + charge + "/live").headers().firstValue("HX-Redirect"))
        .isEmpty();
    jdbc.sql("UPDATE payments.charge SET state = 'closed' WHERE id = :id")
        .param("id", charge)
        .update();
    assertThat(browsers.guest().get("/pay/" + charge).statusCode()).isEqualTo(303);
    assertThat(browsers.guest().get("/pay/" + charge + "/live").headers().firstValue("HX-Redirect"))
        .isPresent();
    assertThat(browsers.guest().get("/pay/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
  }

  @Test
  void forms_may_lead_to_the_gateways_that_are_open_and_to_no_other() {
    var operator = browsers.member(Role.OPERATOR);
    var form = new HashMap<String, String>();
    form.put("name-zh", "渠道");
    form.put("name-en", "Gate");
    form.put("f-gateway", "http://127.0.0.1:6553");
    form.put("f-pid", "1");
    form.put("f-key", "k");
    var path =
        operator
            .post("/backoffice/payments/channels/new/epay", form)
            .headers()
            .firstValue("Location")
            .orElseThrow();
    var id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    jdbc.sql(
            "UPDATE payments.credential SET asked_at = '2026-01-01', active_from = '2026-01-02', second_needed = false WHERE channel = :id")
        .param("id", id)
        .update();
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofSeconds(1))
        .until(() ->
            policy().contains("form-action 'self'") && policy().contains("http://127.0.0.1:6553"));
    operator.post(path + "/pause", Map.of());
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> !policy().contains("http://127.0.0.1:6553"));
  }

  private String policy() {
    return browsers.guest().get("/").headers().firstValue("Content-Security-Policy").orElse("");
  }

  /// Pays at the sandbox and returns where that was.
  private String toppedUp(TestBrowser who, String amount) {
    var at = asked(who, amount);
    cashier.pay(at.substring(at.lastIndexOf('/') + 1), Behaviour.HONEST);
    return at;
  }

  private static String asked(TestBrowser who, String amount) {
    var answer = who.post("/my/wallet/top-up", Map.of("amount", amount, "channel", SANDBOX));
    var at = answer.headers().firstValue("Location").orElseThrow();
    assertThat(at).startsWith("/cashier/");
    return at;
  }
}
