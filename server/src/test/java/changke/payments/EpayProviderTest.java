package changke.payments;

import static org.assertj.core.api.Assertions.assertThat;

import changke.shared.Money;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EpayProviderTest extends FormSuite {

  private static final Map<String, String> KEYS =
      Map.of(OURS, "the key of this very channel", THEIRS, "another key", "", "");

  @Override
  Channel open(String merchant, String whose) {
    return opened(
        "epay",
        Map.of("gateway", gateway.address(), "type", "alipay", "refund", "true"),
        Map.of("pid", merchant, "key", KEYS.getOrDefault(whose, "")));
  }

  @Override
  Map<String, String> fields(Told told) {
    return of(
        "pid", told.merchant(),
        "trade_no", told.tradeNo(),
        "out_trade_no", told.reference(),
        "type", "alipay",
        "name", "VIP月卡 x1",
        "money", told.amount(),
        "trade_status", told.paid() ? "TRADE_SUCCESS" : "WAIT_BUYER_PAY");
  }

  @Override
  String sign(Map<String, String> fields, String whose) {
    return Signatures.md5(Signatures.canonical(fields) + KEYS.getOrDefault(whose, ""));
  }

  @Override
  String signType() {
    return "MD5";
  }

  @Override
  String amount(long minor) {
    return Money.of(minor, "CNY").major().toPlainString();
  }

  @Override
  boolean signsAnswers() {
    return false;
  }

  @Override
  Gateway.Reply answer(Gateway.Request request, Gateway gateway) {
    var fields = request.fields();
    if (!KEYS.getOrDefault(OURS, "").equals(fields.get("key"))) {
      return Gateway.Reply.json("{\"code\":-3,\"msg\":\"key\"}");
    }
    var reference = fields.getOrDefault("out_trade_no", "");
    return Gateway.Reply.json(
        switch (fields.getOrDefault("act", "")) {
          case "query" -> "{\"code\":1,\"pid\":1001}";
          case "order" ->
              "{\"code\":1,\"status\":%d,\"out_trade_no\":\"%s\",\"trade_no\":\"%s\",\"money\":\"9.90\"}"
                  .formatted(
                      gateway.paid.containsKey(reference) ? 1 : 0,
                      reference,
                      gateway.paid.getOrDefault(reference, ""));
          case "refund" -> {
            gateway.given.incrementAndGet();
            yield "{\"code\":1,\"msg\":\"ok\"}";
          }
          default -> "{\"code\":-1}";
        });
  }

  @Test
  void another_way_to_pay_of_the_same_gateway_is_refused() {
    var fields = new java.util.HashMap<>(fields(told()));
    fields.put("type", "wxpay");
    fields.put("sign", sign(fields, OURS));
    assertThat(post(channel, Message.form(fields))).startsWith("400");
    assertThat(state()).isEqualTo(ChargeState.OPEN);
  }

  @Test
  void the_buyer_is_sent_to_the_gateway_with_everything_signed() {
    var payAt = payments.find(charge.id()).orElseThrow().payAt();
    assertThat(payAt)
        .startsWith(gateway.address() + "/submit.php?pid=1001&type=alipay")
        .contains("money=9.90", "sign_type=MD5", "notify_url=")
        .doesNotContain("key");
  }
}
