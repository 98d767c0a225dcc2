package changke.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StripeProviderTest extends GatewaySuite {

  private static final Map<String, String> SECRETS =
      Map.of(OURS, "whsec_ours", THEIRS, "whsec_theirs", "", "");

  @Override
  Channel open(String merchant, String whose) {
    return opened(
        "stripe",
        Map.of("gateway", gateway.address(), "account", "acct_" + merchant),
        Map.of(
            "secret-key",
            "sk_test_" + merchant,
            "webhook-secret",
            SECRETS.getOrDefault(whose, "")));
  }

  @Override
  Message write(Told told) {
    return message(event(told, "checkout.session.completed", false), told.key(), 0);
  }

  private static String event(Told told, String type, boolean live) {
    return """
    {"id":"evt_1","object":"event","api_version":"2020-08-27","account":"acct_%s","livemode":%s,\
    "type":"%s","data":{"object":{"id":"cs_1","object":"checkout.session",\
    "client_reference_id":"%s","payment_intent":"%s","payment_status":"%s",\
    "amount_total":%s,"currency":"%s","metadata":{"channel":"%s"}}}}\
    """
        .formatted(
            told.merchant(),
            live,
            type,
            told.reference(),
            told.tradeNo(),
            told.paid() ? "paid" : "unpaid",
            told.amount(),
            told.currency().toLowerCase(Locale.ROOT),
            told.channel().id());
  }

  private Message message(String body, String whose, long offSeconds) {
    var stamp = clock.instant().getEpochSecond() + offSeconds;
    var secret = SECRETS.getOrDefault(whose, "");
    var sign =
        secret.isEmpty() ? "0".repeat(64) : Signatures.hmacSha256(stamp + "." + body, secret);
    return new Message(Map.of("Stripe-Signature", "t=" + stamp + ",v1=" + sign), Map.of(), body);
  }

  @Override
  List<Message> spoiled(Message genuine) {
    var all = new ArrayList<Message>();
    var header = genuine.headers().getOrDefault("Stripe-Signature", "");
    for (var bent :
        new String[] {
          "", header + "1", header.replace("t=", "t=1"), header.replace("v1=", "v0="), "t=,v1="
        }) {
      all.add(new Message(Map.of("Stripe-Signature", bent), Map.of(), genuine.body()));
    }
    for (int i = 0; i < genuine.body().length(); i += 23) {
      var body = new StringBuilder(genuine.body());
      body.setCharAt(i, body.charAt(i) == 'x' ? 'y' : 'x');
      all.add(new Message(genuine.headers(), Map.of(), body.toString()));
    }
    all.add(new Message(genuine.headers(), Map.of(), genuine.body() + "\n"));
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
  boolean signsAnswers() {
    return false;
  }

  @Override
  Gateway.Reply answer(Gateway.Request request, Gateway gateway) {
    var fields = request.fields();
    var path = request.path();
    if (!request.headers().getOrDefault("authorization", "").startsWith("Bearer sk_test_")) {
      return new Gateway.Reply(401, Map.of(), "{\"error\":{\"code\":\"key\"}}");
    }
    if (path.equals("/v1/balance")) {
      return Gateway.Reply.json("{\"object\":\"balance\"}");
    }
    if (path.equals("/v1/checkout/sessions")) {
      var reference = fields.getOrDefault("client_reference_id", "");
      assertThat(fields.get("line_items[0][price_data][unit_amount]")).isEqualTo("990");
      gateway.made.put("cs_" + reference, reference);
      return Gateway.Reply.json(session(reference));
    }
    if (path.endsWith("/expire")) {
      var reference = path.split("/")[4].substring(3);
      gateway.closed.put(reference, "1");
      return Gateway.Reply.json(session(reference));
    }
    if (path.startsWith("/v1/checkout/sessions/")) {
      return Gateway.Reply.json(session(path.substring(path.lastIndexOf('/') + 4)));
    }
    if (path.equals("/v1/refunds") && request.method().equals("POST")) {
      var name = fields.getOrDefault("metadata[request]", "");
      if (gateway.refunds.putIfAbsent(name, fields.getOrDefault("payment_intent", "")) == null) {
        gateway.given.incrementAndGet();
      }
      return Gateway.Reply.json("{\"id\":\"re_1\",\"object\":\"refund\",\"status\":\"succeeded\"}");
    }
    if (path.equals("/v1/refunds")) {
      var list = new ArrayList<String>();
      gateway.refunds.forEach((name, intent) -> {
        if (intent.equals(fields.get("payment_intent"))) {
          list.add(
              "{\"id\":\"re_1\",\"object\":\"refund\",\"status\":\"succeeded\",\"metadata\":{\"request\":\""
                  + name
                  + "\"}}");
        }
      });
      return Gateway.Reply.json(
          "{\"object\":\"list\",\"data\":[" + String.join(",", list) + "],\"has_more\":false}");
    }
    return new Gateway.Reply(404, Map.of(), "{\"error\":{\"code\":\"missing\"}}");
  }

  private String session(String reference) {
    var trade = gateway.paid.get(reference);
    return """
    {"id":"cs_%s","object":"checkout.session","url":"https://checkout.stripe.com/c/pay/cs_%s",\
    "client_reference_id":"%s","payment_status":"%s","payment_intent":%s,"amount_total":990,\
    "currency":"cny"}\
    """
        .formatted(
            reference,
            reference,
            reference,
            trade == null ? "unpaid" : "paid",
            trade == null ? "null" : "\"" + trade + "\"");
  }

  @Test
  void an_old_notification_is_refused() {
    var body = event(told(), "checkout.session.completed", false);
    assertThat(post(channel, message(body, OURS, -301))).startsWith("400");
    assertThat(state()).isEqualTo(ChargeState.OPEN);
  }

  @Test
  void what_is_real_money_elsewhere_is_none_for_a_test_key() {
    var body = event(told(), "checkout.session.completed", true);
    assertThat(post(channel, message(body, OURS, 0))).startsWith("400");
    assertThat(state()).isEqualTo(ChargeState.OPEN);
  }

  @Test
  void an_endpoint_shared_by_two_channels_pays_only_its_own_charges() {
    var told = told();
    var body = event(told, "checkout.session.completed", false);
    var foreign = body.replace(told.channel().id().toString(), other.id().toString());
    assertThat(post(channel, message(foreign, OURS, 0))).startsWith("400");
    assertThat(state()).isEqualTo(ChargeState.OPEN);
  }

  @Test
  void other_events_are_taken_and_change_nothing() {
    var body = event(told(), "charge.refunded", false);
    assertThat(post(channel, message(body, OURS, 0))).isEqualTo("200 success");
    assertThat(state()).isEqualTo(ChargeState.OPEN);
  }

  @Test
  void the_session_is_kept_so_that_it_can_be_asked_about() {
    var found = payments.find(charge.id()).orElseThrow();
    assertThat(found.payAt()).startsWith("https://checkout.stripe.com/");
    assertThat(found.session()).isEqualTo("cs_" + charge.reference());
  }
}
