package changke.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

class WeChatProviderTest extends GatewaySuite {

  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final String KEY_ID = "PUB_KEY_ID_0000000001";
  private static final String NONCE = "abcdef012345";

  @Autowired JsonMapper json;
  private volatile boolean ours;

  @Override
  Channel open(String merchant, String whose) {
    return opened(
        "wechat",
        Map.of("gateway", gateway.address()),
        Map.of(
            "mchid",
            merchant,
            "app-id",
            "wx" + merchant,
            "serial",
            "S1",
            "private-key",
            pem(MINE.getPrivate()),
            "api-v3-key",
            KEY,
            "platform-key-id",
            KEY_ID,
            "platform-key",
            pem((whose.equals(OURS) ? PLATFORM : STRANGER).getPublic())));
  }

  @Override
  Message write(Told told) {
    var inside =
        """
        {"appid":"wx%s","mchid":"%s","out_trade_no":"%s","transaction_id":"%s","trade_state":"%s",\
        "amount":{"total":%s,"currency":"%s"}}\
        """
            .formatted(
                told.merchant(),
                told.merchant(),
                told.reference(),
                told.tradeNo(),
                told.paid() ? "SUCCESS" : "NOTPAY",
                told.amount(),
                told.currency());
    return message(sealed(inside, KEY), told.key(), clock.instant());
  }

  private static String sealed(String inside, String key) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "AES"),
          new GCMParameterSpec(128, NONCE.getBytes(StandardCharsets.UTF_8)));
      cipher.updateAAD("transaction".getBytes(StandardCharsets.UTF_8));
      var text =
          Base64.getEncoder()
              .encodeToString(cipher.doFinal(inside.getBytes(StandardCharsets.UTF_8)));
      return """
      {"id":"e1","create_time":"2026-01-01T00:00:00+08:00","resource_type":"encrypt-resource",\
      "event_type":"TRANSACTION.SUCCESS","summary":"ok","resource":{"original_type":"transaction",\
      "algorithm":"AEAD_AES_256_GCM","ciphertext":"%s","associated_data":"transaction","nonce":"%s"}}\
      """
          .formatted(text, NONCE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Message message(String body, String whose, Instant at) {
    var stamp = String.valueOf(at.getEpochSecond());
    return new Message(
        of(
            "Wechatpay-Timestamp",
            stamp,
            "Wechatpay-Nonce",
            "n1",
            "Wechatpay-Serial",
            KEY_ID,
            "Wechatpay-Signature",
            whose.isEmpty() ? "" : signed(stamp, "n1", body, key(whose))),
        Map.of(),
        body);
  }

  private static KeyPair key(String whose) {
    return whose.equals(OURS) ? PLATFORM : STRANGER;
  }

  private static String signed(String stamp, String nonce, String body, KeyPair key) {
    return RsaKeys.sign(stamp + "\n" + nonce + "\n" + body + "\n", key.getPrivate());
  }

  @Override
  List<Message> spoiled(Message genuine) {
    var all = new ArrayList<Message>();
    for (var name : genuine.headers().keySet()) {
      var changed = new HashMap<>(genuine.headers());
      changed.put(name, changed.get(name) + "1");
      all.add(new Message(changed, Map.of(), genuine.body()));
      var gone = new HashMap<>(genuine.headers());
      gone.remove(name);
      all.add(new Message(gone, Map.of(), genuine.body()));
    }
    for (int i = 0; i < genuine.body().length(); i += 37) {
      var body = new StringBuilder(genuine.body());
      body.setCharAt(i, body.charAt(i) == 'x' ? 'y' : 'x');
      all.add(new Message(genuine.headers(), Map.of(), body.toString()));
    }
    all.add(new Message(genuine.headers(), Map.of(), genuine.body() + " "));
    return all;
  }

  @Override
  String amount(long minor) {
    return String.valueOf(minor);
  }

  @Override
  boolean byGet() {
    return false;
  }

  @Override
  boolean saysCurrency() {
    return true;
  }

  @Override
  String success() {
    return "200 {\"code\":\"SUCCESS\"}";
  }

  @Override
  Gateway.Reply answer(Gateway.Request request, Gateway gateway) {
    var path = request.path();
    ours = request.headers().getOrDefault("authorization", "").contains("mchid=\"1001\"");
    if (!request.headers().getOrDefault("authorization", "").contains("mchid=\"1001\"")
        && !request.headers().getOrDefault("authorization", "").contains("mchid=\"2002\"")) {
      return reply(401, "{\"code\":\"SIGN_ERROR\",\"message\":\"sign\"}");
    }
    if (path.equals("/v3/pay/transactions/native")) {
      assertThat(json.readTree(request.body()).path("amount").path("total").asInt()).isEqualTo(990);
      return reply(200, "{\"code_url\":\"weixin://wxpay/bizpayurl?pr=abc\"}");
    }
    if (path.endsWith("/close")) {
      gateway.closed.put(path.split("/")[5], "1");
      return reply(204, "");
    }
    if (path.startsWith("/v3/pay/transactions/out-trade-no/")) {
      var reference = path.substring(path.lastIndexOf('/') + 1);
      return gateway.paid.containsKey(reference)
          ? reply(
              200,
              """
              {"appid":"wx1001","mchid":"1001","out_trade_no":"%s","transaction_id":"%s",\
              "trade_state":"SUCCESS","amount":{"total":990,"currency":"CNY"}}\
              """
                  .formatted(reference, gateway.paid.get(reference)))
          : reply(404, "{\"code\":\"ORDER_NOT_EXIST\",\"message\":\"none\"}");
    }
    if (path.equals("/v3/refund/domestic/refunds")) {
      var number = json.readTree(request.body()).path("out_refund_no").asString();
      if (gateway.refunds.putIfAbsent(number, "1") == null) {
        gateway.given.incrementAndGet();
      }
      return reply(200, "{\"status\":\"PROCESSING\",\"out_refund_no\":\"" + number + "\"}");
    }
    var number = path.substring(path.lastIndexOf('/') + 1);
    return gateway.refunds.containsKey(number)
        ? reply(200, "{\"status\":\"SUCCESS\",\"out_refund_no\":\"" + number + "\"}")
        : reply(404, "{\"code\":\"RESOURCE_NOT_EXISTS\",\"message\":\"none\"}");
  }

  /// The library compares the time of answers with the machine's own.
  private Gateway.Reply reply(int status, String body) {
    var stamp = String.valueOf(Instant.now().getEpochSecond());
    var key = ours && gateway.mood != Gateway.Mood.FORGED ? PLATFORM : STRANGER;
    return new Gateway.Reply(
        status,
        of(
            "Content-Type",
            "application/json",
            "Wechatpay-Timestamp",
            stamp,
            "Wechatpay-Nonce",
            "n2",
            "Wechatpay-Serial",
            KEY_ID,
            "Wechatpay-Signature",
            signed(stamp, "n2", body, key)),
        body);
  }

  @Test
  void an_old_or_early_notification_is_refused() {
    var body = write(told()).body();
    // An early one comes nearer while the test runs.
    for (int off : new int[] {-301, 600}) {
      assertThat(post(channel, message(body, OURS, clock.instant().plusSeconds(off))))
          .startsWith("400");
    }
    assertThat(state()).isEqualTo(ChargeState.OPEN);
  }

  @Test
  void contents_that_were_sealed_with_another_key_are_refused() {
    var body = sealed("{}", KEY.replace('0', '9'));
    assertThat(post(channel, message(body, OURS, clock.instant()))).startsWith("400");
  }

  @Test
  void the_news_of_a_refund_pays_nothing() {
    var body = write(told()).body().replace("TRANSACTION.SUCCESS", "REFUND.SUCCESS");
    assertThat(post(channel, message(body, OURS, clock.instant()))).startsWith("200");
    assertThat(state()).isEqualTo(ChargeState.OPEN);
  }

  @Test
  void the_code_is_scanned_on_our_own_page() {
    assertThat(charge.payAt()).isEqualTo("/pay/" + charge.id());
    assertThat(charge.payCode()).isEqualTo("weixin://wxpay/bizpayurl?pr=abc");
  }
}
