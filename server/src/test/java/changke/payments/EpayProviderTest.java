package changke.payments;

import static org.assertj.core.api.Assertions.assertThat;

import changke.shared.Money;
import changke.shared.Words;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EpayProviderTest extends ProviderSuite {

  @Override
  Channel open(String pid, String key) {
    var channel =
        new Channel(
            new ChannelId(ids.next()),
            "epay",
            new Words("支付宝", "Alipay"),
            null,
            Map.of("gateway", "http://127.0.0.1:9", "type", "alipay"),
            true);
    payments.open(channel, Map.of("pid", pid, "key", key), "test", "127.0.0.1");
    return channel;
  }

  @Override
  Map<String, String> genuine(Channel of, Charge charge, String tradeNo) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("pid", "1001");
    fields.put("trade_no", tradeNo);
    fields.put("out_trade_no", charge.reference());
    fields.put("type", "alipay");
    fields.put("name", charge.title());
    fields.put("money", amount(charge.amount().minor()));
    fields.put("trade_status", "TRADE_SUCCESS");
    fields.put("sign_type", "MD5");
    sign(fields, KEY);
    return fields;
  }

  @Override
  void sign(Map<String, String> fields, String key) {
    fields.put("sign", Signatures.md5(Signatures.canonical(fields) + key));
  }

  @Override
  String amountField() {
    return "money";
  }

  @Override
  String amount(long minor) {
    return Money.of(minor, "CNY").major().toPlainString();
  }

  @Override
  Map.Entry<String, String> waiting() {
    return Map.entry("trade_status", "WAIT_BUYER_PAY");
  }

  @Test
  void another_way_to_pay_of_the_same_gateway_is_refused() {
    var fields = genuine(channel, charge, trade());
    fields.put("type", "wxpay");
    sign(fields, KEY);
    var result =
        payments.notified(
            channel.id(), "epay", new Notification(fields, Map.of(), "", "127.0.0.1"));
    assertThat(result).isEqualTo(new NotificationResult.Refused("fail", "channel"));
  }

  @Test
  void the_buyer_is_sent_to_the_gateway_with_everything_signed() {
    var payAt = payments.find(charge.id()).orElseThrow().payAt();
    assertThat(payAt)
        .startsWith("http://127.0.0.1:9/submit.php?pid=1001&type=alipay")
        .contains("money=9.90", "sign_type=MD5", "notify_url=")
        .doesNotContain("key");
  }

  @Test
  void a_provider_that_does_not_answer_says_nothing_about_the_charge() {
    payments.askAbout(charge.id());
    assertThat(payments.find(charge.id()).orElseThrow().state()).isEqualTo(ChargeState.OPEN);
  }
}
