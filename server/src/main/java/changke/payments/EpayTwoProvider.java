package changke.payments;

import changke.shared.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// 易支付 (epay), version 2: SHA256withRSA over the canonical fields and a timestamp, signed with the
/// merchant's key, answered and notified with the platform's. Answers without a good signature are
/// no answers.
///
/// Where it is written down and what was assumed stands in decision 0410.
@Component
class EpayTwoProvider implements Provider {

  static final String NAME = "epay-v2";

  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final String SUCCESS = "0";

  private final Wire wire;
  private final Clock clock;

  EpayTwoProvider(Wire wire, Clock clock) {
    this.wire = wire;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(
        Capability.QUERY,
        Capability.REFUND,
        Capability.QUERY_REFUND,
        Capability.REPEAT_REFUND,
        Capability.CLOSE);
  }

  @Override
  public List<ChannelField> fields() {
    return List.of(
        ChannelField.address("gateway", ""),
        ChannelField.line("type", "alipay"),
        ChannelField.choice("mode", "page", "server"),
        ChannelField.choice("confirm", "false", "true"),
        ChannelField.secret("pid"),
        ChannelField.secret("private-key", ChannelField.Shape.PRIVATE_KEY),
        ChannelField.secret("platform-key", ChannelField.Shape.PUBLIC_KEY));
  }

  @Override
  public Set<String> origins(Channel channel) {
    return Wire.origin(channel.setting("gateway", ""));
  }

  @Override
  public Invitation create(Access access, Charge charge, Addresses.ForCharge addresses) {
    if (!charge.amount().currency().equals(EpayProvider.YUAN)) {
      throw new ProviderException("epay takes yuan only");
    }
    var fields = new LinkedHashMap<String, String>();
    fields.put("type", access.channel().setting("type", "alipay"));
    fields.put("out_trade_no", charge.reference());
    fields.put("notify_url", addresses.notifyAt());
    fields.put("return_url", addresses.returnTo());
    fields.put("name", charge.title());
    fields.put("money", charge.amount().major().toPlainString());
    if (access.channel().setting("mode", "page").equals("page")) {
      sign(access, fields);
      return Invitation.to(EpayProvider.gateway(access) + "/api/pay/submit?" + Wire.form(fields));
    }
    fields.put("method", "web");
    fields.put("device", "pc");
    fields.put("clientip", "127.0.0.1");
    return invitation(said(access, "pay/create", fields));
  }

  private static Invitation invitation(Map<String, String> answer) {
    var at = answer.getOrDefault("pay_info", "");
    var kind = answer.getOrDefault("pay_type", "");
    if (kind.equals("jump") && at.matches("https?://.+")) {
      return Invitation.to(at);
    }
    if (kind.equals("qrcode") && !at.isBlank()) {
      return Invitation.scan(at);
    }
    throw new ProviderException("epay invites in a way that we cannot follow: " + kind);
  }

  @Override
  public Answer query(Access access, Charge charge) {
    var answer = call(access, "pay/query", about(charge));
    if (!SUCCESS.equals(answer.get("code"))) {
      return new Answer.Unknown(answer.getOrDefault("msg", "no code"));
    }
    if (!charge.reference().equals(answer.get("out_trade_no"))) {
      return new Answer.Unknown("it answers about another order");
    }
    return switch (answer.getOrDefault("status", "")) {
      case "1" -> new Answer.Paid(answer.getOrDefault("trade_no", ""), EpayProvider.yuan(answer));
      case "0" -> new Answer.Unpaid();
      default -> new Answer.Unknown("status " + answer.getOrDefault("status", "none"));
    };
  }

  @Override
  public void probe(Access access, Instant now) {
    said(access, "merchant/info", new LinkedHashMap<>());
  }

  @Override
  public Claim verify(Access access, Notification notification) {
    var fields = notification.fields();
    var key = RsaKeys.publicKey(access.secret("platform-key"));
    if (!"RSA".equals(fields.get("sign_type"))
        || !RsaKeys.verify(Signatures.canonical(fields), fields.getOrDefault("sign", ""), key)) {
      return new Claim.Forged("signature");
    }
    if (!Signatures.same(access.secret("pid"), fields.getOrDefault("pid", ""))) {
      return new Claim.Forged("merchant");
    }
    if (!access.channel().setting("type", "alipay").equals(fields.get("type"))) {
      return new Claim.Forged("channel");
    }
    if (!fresh(fields)) {
      return new Claim.Forged("timestamp");
    }
    if (!"TRADE_SUCCESS".equals(fields.get("trade_status"))) {
      return new Claim.Other();
    }
    try {
      return new Claim.Paid(
          fields.getOrDefault("out_trade_no", ""),
          fields.getOrDefault("trade_no", ""),
          EpayProvider.yuan(fields));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return new Claim.Forged("amount");
    }
  }

  @Override
  public RefundAnswer refund(Access access, Charge charge, Money amount, String request) {
    var fields = about(charge);
    fields.put("money", amount.major().toPlainString());
    fields.put("out_refund_no", Signatures.number(request));
    var answer = call(access, "pay/refund", fields);
    return SUCCESS.equals(answer.get("code"))
        ? new RefundAnswer.Pending("taken; to be asked whether it is done")
        : new RefundAnswer.Refused(answer.getOrDefault("msg", ""));
  }

  @Override
  public RefundAnswer queryRefund(Access access, Charge charge, String request) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("out_refund_no", Signatures.number(request));
    var answer = call(access, "pay/refundquery", fields);
    if (!SUCCESS.equals(answer.get("code"))) {
      return new RefundAnswer.NotThere();
    }
    return "1".equals(answer.get("status"))
        ? new RefundAnswer.Done()
        : new RefundAnswer.Pending("status " + answer.getOrDefault("status", "none"));
  }

  @Override
  public void close(Access access, Charge charge) {
    said(access, "pay/close", about(charge));
  }

  /// By the gateway's own number where we know it: a charge may have been paid twice.
  private static Map<String, String> about(Charge charge) {
    var fields = new LinkedHashMap<String, String>();
    var trade = charge.tradeNo();
    if (trade == null) {
      fields.put("out_trade_no", charge.reference());
    } else {
      fields.put("trade_no", trade);
    }
    return fields;
  }

  private Map<String, String> said(Access access, String what, Map<String, String> fields) {
    var answer = call(access, what, fields);
    if (!SUCCESS.equals(answer.get("code"))) {
      throw new ProviderException("epay refuses: " + answer.getOrDefault("msg", "no code"));
    }
    return answer;
  }

  /// A refusal (a code other than 0) may come unsigned; a success may not.
  private Map<String, String> call(Access access, String what, Map<String, String> fields) {
    var key = RsaKeys.publicKey(access.secret("platform-key"));
    sign(access, fields);
    var answer = wire.post(EpayProvider.gateway(access) + "/api/" + what, fields);
    if (SUCCESS.equals(answer.get("code"))
        && !(RsaKeys.verify(Signatures.canonical(answer), answer.getOrDefault("sign", ""), key)
            && fresh(answer))) {
      throw new ProviderException("the gateway's answer is not signed by it");
    }
    return answer;
  }

  private void sign(Access access, Map<String, String> fields) {
    fields.put("pid", access.secret("pid"));
    fields.put("timestamp", String.valueOf(clock.instant().getEpochSecond()));
    fields.put(
        "sign",
        RsaKeys.sign(
            Signatures.canonical(fields), RsaKeys.privateKey(access.secret("private-key"))));
    fields.put("sign_type", "RSA");
  }

  private boolean fresh(Map<String, String> fields) {
    var stamp = fields.getOrDefault("timestamp", "");
    return stamp.matches("[0-9]{10}")
        && Duration.between(Instant.ofEpochSecond(Long.parseLong(stamp)), clock.instant())
                .abs()
                .compareTo(TOLERANCE)
            <= 0;
  }
}
