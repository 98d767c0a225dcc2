package changke.payments;

import static org.assertj.core.api.Assertions.assertThat;

import changke.shared.Money;
import com.alipay.api.AlipayApiException;
import com.alipay.api.internal.util.AlipaySignature;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

class AlipayProviderTest extends FormSuite {

  @Autowired JsonMapper json;

  @Override
  Channel open(String merchant, String whose) {
    return opened(
        "alipay",
        Map.of("gateway", gateway.address() + "/gateway.do", "mode", "scan"),
        Map.of(
            "app-id",
            "app" + merchant,
            "seller-id",
            merchant,
            "private-key",
            pem(MINE.getPrivate()),
            "alipay-key",
            pem((whose.equals(OURS) ? PLATFORM : STRANGER).getPublic())));
  }

  @Override
  Map<String, String> fields(Told told) {
    return of(
        "app_id",
        "app" + told.merchant(),
        "seller_id",
        told.merchant(),
        "charset",
        "UTF-8",
        "notify_id",
        "n" + told.tradeNo(),
        "trade_no",
        told.tradeNo(),
        "out_trade_no",
        told.reference(),
        "subject",
        "VIP月卡 x1",
        "total_amount",
        told.amount(),
        "trade_status",
        told.paid() ? "TRADE_SUCCESS" : "WAIT_BUYER_PAY");
  }

  /// Alipay signs every field but the signature and its kind.
  @Override
  String sign(Map<String, String> fields, String whose) {
    try {
      return whose.isEmpty()
          ? ""
          : AlipaySignature.rsa256Sign(
              AlipaySignature.getSignContent(fields),
              RsaKeys.bare(pem((whose.equals(OURS) ? PLATFORM : STRANGER).getPrivate())),
              "UTF-8");
    } catch (AlipayApiException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  String signType() {
    return "RSA2";
  }

  @Override
  String amount(long minor) {
    return Money.of(minor, "CNY").major().toPlainString();
  }

  @Override
  Gateway.Reply answer(Gateway.Request request, Gateway gateway) {
    var fields = request.fields();
    var order = json.readTree(fields.getOrDefault("biz_content", "{}"));
    var reference = order.path("out_trade_no").asString("");
    var number = order.path("out_request_no").asString("");
    var method = fields.getOrDefault("method", "");
    var signed = new HashMap<>(fields);
    if (!RsaKeys.verify(
        AlipaySignature.getSignContent(unsigned(signed)),
        fields.getOrDefault("sign", ""),
        MINE.getPublic())) {
      return said(fields, "{\"code\":\"40002\",\"sub_code\":\"isv.invalid-signature\"}");
    }
    return said(
        fields,
        switch (method) {
          case "alipay.trade.precreate" ->
              "{\"code\":\"10000\",\"out_trade_no\":\"%s\",\"qr_code\":\"https://qr.example/%s\"}"
                  .formatted(reference, reference);
          case "alipay.trade.query" ->
              gateway.paid.containsKey(reference)
                  ? "{\"code\":\"10000\",\"out_trade_no\":\"%s\",\"trade_no\":\"%s\",\"trade_status\":\"TRADE_SUCCESS\",\"total_amount\":\"9.90\"}"
                      .formatted(reference, gateway.paid.get(reference))
                  : "{\"code\":\"40004\",\"sub_code\":\"ACQ.TRADE_NOT_EXIST\"}";
          case "alipay.trade.refund" -> {
            var first = gateway.refunds.putIfAbsent(number, "1") == null;
            if (first) {
              gateway.given.incrementAndGet();
            }
            yield "{\"code\":\"10000\",\"fund_change\":\"%s\"}".formatted(first ? "Y" : "N");
          }
          case "alipay.trade.fastpay.refund.query" ->
              gateway.refunds.containsKey(number)
                  ? "{\"code\":\"10000\",\"refund_status\":\"REFUND_SUCCESS\"}"
                  : "{\"code\":\"10000\"}";
          case "alipay.trade.close" -> {
            gateway.closed.put(reference, "1");
            yield "{\"code\":\"10000\"}";
          }
          default -> "{\"code\":\"40004\",\"sub_code\":\"unknown\"}";
        });
  }

  private static Map<String, String> unsigned(Map<String, String> fields) {
    fields.remove("sign");
    return fields;
  }

  private Gateway.Reply said(Map<String, String> fields, String answer) {
    var method = fields.getOrDefault("method", "");
    var genuine = "app1001".equals(fields.get("app_id")) && gateway.mood != Gateway.Mood.FORGED;
    var key = genuine ? PLATFORM : STRANGER;
    return Gateway.Reply.json(
        "{\"%s_response\":%s,\"sign\":\"%s\"}"
            .formatted(method.replace('.', '_'), answer, RsaKeys.sign(answer, key.getPrivate())));
  }

  @Test
  void another_application_of_the_same_seller_is_refused() {
    var fields = new HashMap<>(fields(told()));
    fields.put("app_id", "app2002");
    fields.put("sign", sign(fields, OURS));
    fields.put("sign_type", "RSA2");
    assertThat(post(channel, Message.form(fields))).startsWith("400");
    assertThat(state()).isEqualTo(ChargeState.OPEN);
  }

  @Test
  void the_news_of_a_refund_pays_nothing() {
    var fields = new HashMap<>(fields(told()));
    fields.put("gmt_refund", "2026-01-01 00:00:00");
    fields.put("refund_fee", "1.00");
    fields.put("sign", sign(fields, OURS));
    fields.put("sign_type", "RSA2");
    assertThat(post(channel, Message.form(fields))).isEqualTo("200 success");
    assertThat(state()).isEqualTo(ChargeState.OPEN);
  }

  @Test
  void the_buyer_goes_to_the_page_with_a_signed_order_or_scans_a_code() {
    assertThat(charge.payAt()).isEqualTo("/pay/" + charge.id());
    assertThat(charge.payCode()).isEqualTo("https://qr.example/" + charge.reference());
    for (var mode : new String[] {"page", "wap"}) {
      var paged =
          opened(
              "alipay",
              Map.of("gateway", gateway.address() + "/gateway.do", "mode", mode),
              Map.of(
                  "app-id",
                  "app1001",
                  "seller-id",
                  "1001",
                  "private-key",
                  pem(MINE.getPrivate()),
                  "alipay-key",
                  pem(PLATFORM.getPublic())));
      var payAt = String.valueOf(charged(paged).payAt());
      var query = Gateway.decoded(payAt.substring(payAt.indexOf('?') + 1));
      assertThat(payAt).startsWith(gateway.address() + "/gateway.do?");
      assertThat(query.get("biz_content")).contains("\"total_amount\":\"9.90\"");
      assertThat(query.get("notify_url")).contains("/api/pay/alipay/" + paged.id());
      var sign = String.valueOf(query.remove("sign"));
      assertThat(RsaKeys.verify(AlipaySignature.getSignContent(query), sign, MINE.getPublic()))
          .isTrue();
    }
  }
}
