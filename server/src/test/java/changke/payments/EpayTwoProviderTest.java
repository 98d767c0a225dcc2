package changke.payments;

import static org.assertj.core.api.Assertions.assertThat;

import changke.shared.Money;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EpayTwoProviderTest extends FormSuite {

  @Override
  Channel open(String merchant, String whose) {
    return opened(
        "epay-v2",
        Map.of("gateway", gateway.address(), "type", "alipay"),
        Map.of(
            "pid",
            merchant,
            "private-key",
            pem(MINE.getPrivate()),
            "platform-key",
            pem((whose.equals(OURS) ? PLATFORM : STRANGER).getPublic())));
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
        "trade_status", told.paid() ? "TRADE_SUCCESS" : "WAIT_BUYER_PAY",
        "timestamp", String.valueOf(clock.instant().getEpochSecond()));
  }

  @Override
  String sign(Map<String, String> fields, String whose) {
    return whose.isEmpty()
        ? ""
        : RsaKeys.sign(
            Signatures.canonical(fields), (whose.equals(OURS) ? PLATFORM : STRANGER).getPrivate());
  }

  @Override
  String signType() {
    return "RSA";
  }

  @Override
  String amount(long minor) {
    return Money.of(minor, "CNY").major().toPlainString();
  }

  @Override
  Gateway.Reply answer(Gateway.Request request, Gateway gateway) {
    var fields = request.fields();
    if (!RsaKeys.verify(
        Signatures.canonical(fields), fields.getOrDefault("sign", ""), MINE.getPublic())) {
      return Gateway.Reply.json("{\"code\":-3,\"msg\":\"sign\"}");
    }
    var trade = fields.getOrDefault("trade_no", "");
    var reference =
        gateway.paid.entrySet().stream()
            .filter(one -> one.getValue().equals(trade))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(fields.getOrDefault("out_trade_no", ""));
    var number = fields.getOrDefault("out_refund_no", "");
    var answer = new HashMap<String, String>();
    answer.put("code", "0");
    switch (request.path()) {
      case "/api/merchant/info" -> answer.put("pid", "1001");
      case "/api/pay/query" -> {
        answer.put("status", gateway.paid.containsKey(reference) ? "1" : "0");
        answer.put("out_trade_no", reference);
        answer.put("trade_no", gateway.paid.getOrDefault(reference, ""));
        answer.put("money", "9.90");
      }
      case "/api/pay/refund" -> {
        if (gateway.refunds.putIfAbsent(number, "1") == null) {
          gateway.given.incrementAndGet();
        }
        answer.put("out_refund_no", number);
      }
      case "/api/pay/refundquery" ->
          answer.put(
              gateway.refunds.containsKey(number) ? "status" : "code",
              gateway.refunds.getOrDefault(number, "-1"));
      case "/api/pay/close" -> gateway.closed.put(reference, "1");
      case "/api/pay/create" -> {
        answer.put("pay_type", "qrcode");
        answer.put("pay_info", "weixin://wxpay/bizpayurl?pr=x");
      }
      default -> answer.put("code", "-1");
    }
    answer.put("timestamp", String.valueOf(clock.instant().getEpochSecond()));
    answer.put("sign", sign(answer, gateway.mood == Gateway.Mood.FORGED ? THEIRS : OURS));
    return Gateway.Reply.json(
        answer.entrySet().stream()
            .map(one -> "\"" + one.getKey() + "\":\"" + one.getValue() + "\"")
            .collect(Collectors.joining(",", "{", "}")));
  }

  @Test
  void an_old_notification_is_refused_and_the_poller_finds_the_payment() {
    var fields = new HashMap<>(fields(told()));
    fields.put("timestamp", String.valueOf(clock.instant().getEpochSecond() - 301));
    fields.put("sign", sign(fields, OURS));
    fields.put("sign_type", "RSA");
    assertThat(post(channel, Message.form(fields))).startsWith("400");
    gateway.paid.put(charge.reference(), trade());
    payments.askAbout(charge.id());
    assertPaid();
  }

  @Test
  void a_code_that_the_gateway_gives_is_scanned_on_our_own_page() {
    var scanning =
        opened(
            "epay-v2",
            Map.of("gateway", gateway.address(), "type", "wxpay", "mode", "server"),
            Map.of(
                "pid", "1001",
                "private-key", pem(MINE.getPrivate()),
                "platform-key", pem(PLATFORM.getPublic())));
    var scanned = charged(scanning);
    assertThat(scanned.payAt()).isEqualTo("/pay/" + scanned.id());
    assertThat(scanned.payCode()).isEqualTo("weixin://wxpay/bizpayurl?pr=x");
  }

  @Test
  void a_signature_says_which_kind_it_is() {
    var fields = new HashMap<>(write(told()).fields());
    fields.put("sign_type", "MD5");
    assertThat(post(channel, Message.form(fields))).startsWith("400");
  }
}
