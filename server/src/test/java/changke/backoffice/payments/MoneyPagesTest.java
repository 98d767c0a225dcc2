package changke.backoffice.payments;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.ledger.Account;
import changke.ledger.Ledger;
import changke.ledger.Posting;
import changke.payments.Destination;
import changke.payments.Withdrawal;
import changke.payments.Withdrawals;
import changke.shared.Ids;
import changke.shared.Money;
import changke.shared.PersonId;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HouseTest
class MoneyPagesTest {

  private static final String BASE = "/backoffice/payments/";

  @Autowired TestBrowser.Maker browsers;
  @Autowired Identity identity;
  @Autowired Withdrawals withdrawals;
  @Autowired Ledger ledger;
  @Autowired Ids ids;

  @Test
  void every_list_opens_empty_full_and_under_any_condition() {
    var operator = browsers.member(Role.OPERATOR);
    for (var tab : Tabs.ALL) {
      assertThat(operator.get(BASE + tab).statusCode()).as(tab).isEqualTo(200);
    }
    for (var list : new String[] {"charges", "refunds", "notifications", "withdrawals"}) {
      for (var query :
          new String[] {
            "?q=nothing-like-this",
            "?state=paid&from=2026-01-01&to=2026-12-31&page=3",
            "?state=%27--&channel=x&from=yesterday&to=9999999-1-1&page=-4",
            "?q=%00%27%22&page=99999999999",
            "?channel=" + UUID.randomUUID(),
            "?log=refused&state=genuine"
          }) {
        assertThat(operator.get(BASE + list + query).statusCode()).as(list + query).isEqualTo(200);
        var file = operator.get(BASE + list + ".csv" + query);
        assertThat(file.statusCode()).as(list + ".csv" + query).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type")).contains("text/csv;charset=utf-8");
      }
    }
  }

  @Test
  void an_operator_without_the_right_looks_and_changes_nothing() {
    var onlooker = browsers.operatorWithoutRights();
    assertThat(onlooker.get(BASE + "channels").body()).doesNotContain("channels/new/");
    for (var path :
        new String[] {
          "channels/new/epay",
          "channels/" + UUID.randomUUID() + "/open",
          "channels/" + UUID.randomUUID() + "/stop",
          "refunds/retry",
          "surplus/" + UUID.randomUUID() + "/credit",
          "withdrawals/approve",
          "withdrawals/" + UUID.randomUUID() + "/sent"
        }) {
      assertThat(onlooker.post(BASE + path, Map.of()).statusCode()).as(path).isEqualTo(403);
    }
    assertThat(onlooker.get(BASE + "withdrawals/" + UUID.randomUUID()).statusCode()).isEqualTo(403);
  }

  @Test
  void a_channel_is_added_tested_and_its_secrets_are_never_seen_again() {
    var operator = browsers.member(Role.OPERATOR);
    assertThat(operator.get(BASE + "channels/new/epay").body()).contains("f-gateway", "f-key");
    var form = new HashMap<String, String>();
    form.put("name-zh", "测试渠道");
    form.put("name-en", "Test channel");
    form.put("f-gateway", "ftp://nowhere");
    form.put("f-pid", "pid-7316");
    form.put("f-key", "secret-7316");
    var unfit = operator.post(BASE + "channels/new/epay", form);
    assertThat(unfit.statusCode()).isEqualTo(422);
    assertThat(unfit.body()).contains("https://").doesNotContain("secret-7316");
    form.put("f-gateway", "http://127.0.0.1:9");
    var added = operator.post(BASE + "channels/new/epay", form);
    assertThat(added.statusCode()).isEqualTo(303);
    var path = added.headers().firstValue("Location").orElseThrow();
    var page = operator.get(path).body();
    assertThat(page).contains("http://127.0.0.1:9", "/api/pay/epay/").doesNotContain("secret-7316");
    var tested = operator.post(path + "/test", Map.of());
    assertThat(tested.body()).contains("127.0.0.1").doesNotContain("secret-7316");
    form.put("f-key", "");
    form.put("f-gateway", "https://pay.example");
    assertThat(operator.post(path, form).statusCode()).isEqualTo(303);
    assertThat(operator.get(path).body()).contains("/stop");
    assertThat(operator.post(path + "/stop", Map.of()).statusCode()).isEqualTo(303);
    assertThat(operator.get(path).body()).doesNotContain(path + "/stop");
    assertThat(operator.post(path + "/pause", Map.of()).statusCode()).isEqualTo(303);
  }

  @Test
  void withdrawals_are_approved_together_and_each_is_ended_by_itself() {
    var first = asked(5_000);
    var second = asked(7_000);
    var operator = browsers.member(Role.OPERATOR);
    assertThat(operator.get(BASE + "withdrawals?state=open").body()).contains(first.toString());
    assertThat(
            operator
                .post(BASE + "withdrawals/approve", Map.of("id", first.toString()))
                .statusCode())
        .isEqualTo(303);
    operator.post(BASE + "withdrawals/approve", Map.of("id", second.toString()));
    var page = operator.get(BASE + "withdrawals/" + first).body();
    assertThat(page).contains("6222000012345678");
    assertThat(operator.get(BASE + "withdrawals?state=open").body())
        .doesNotContain("6222000012345678");
    operator.post(BASE + "withdrawals/" + first + "/sent", Map.of("reference", ""));
    assertThat(state(first)).isEqualTo(Withdrawal.State.BY_HAND);
    operator.post(BASE + "withdrawals/" + first + "/sent", Map.of("reference", "B-1"));
    assertThat(state(first)).isEqualTo(Withdrawal.State.PAID);
    operator.post(BASE + "withdrawals/" + second + "/refuse", Map.of("reason", "wrong account"));
    assertThat(state(second)).isEqualTo(Withdrawal.State.REFUSED);
    var file = operator.get(BASE + "withdrawals.csv?state=paid").body();
    assertThat(Pattern.compile(first + ".*50.00,CNY.*B-1").matcher(file).find()).isTrue();
  }

  @Test
  void a_day_is_compared_on_demand() {
    var operator = browsers.member(Role.OPERATOR);
    var form = Map.of("channel", "00000000-0000-7000-8000-000000000002", "day", "2026-01-05");
    assertThat(operator.post(BASE + "reconciliation", form).statusCode()).isEqualTo(303);
    assertThat(operator.get(BASE + "reconciliation").body()).contains("2026");
    assertThat(operator.post(BASE + "reconciliation", Map.of("day", "soon")).statusCode())
        .isEqualTo(303);
  }

  private Withdrawal.State state(UUID id) {
    return withdrawals.find(id).orElseThrow().state();
  }

  private UUID asked(long minor) {
    var email = "rich-" + UUID.randomUUID() + "@example.org";
    var form = new SignUp("Rich", email, "a door left ajar", Locale.ENGLISH, ZoneId.of("UTC"));
    PersonId person = ((SignUp.Joined) identity.enrol(form)).person().id();
    ledger.post(
        Posting.move(
            "gift " + person,
            "gift",
            person.toString(),
            Account.open("deposit", Account.PLATFORM, "CNY"),
            Account.floored("wallet", person.toString(), "CNY"),
            minor));
    var id = ids.next();
    withdrawals.ask(
        id, person, Money.of(minor, "CNY"), new Destination("bank", "6222000012345678", "Rich"));
    return id;
  }
}
