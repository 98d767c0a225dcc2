package changke.payments;

import changke.shared.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// 易支付 (epay), version 1: MD5 over the canonical fields with the key appended. Settings of a
/// channel: `gateway` (the address that ends before `/submit.php`), `type` (`alipay`, `wxpay`),
/// `mode` (`page` or `server`), and for variants `key-join` (`&key=`), `encoded` (`true`), `refund`
/// (`true` where the gateway has it), `confirm` (`true` to ask the gateway before a notification
/// counts).
@Component
class EpayProvider implements Provider {

  static final String NAME = "epay";
  static final Currency YUAN = Currency.getInstance("CNY");

  private final Wire wire;

  EpayProvider(Wire wire) {
    this.wire = wire;
  }

  @Override
  public String name() {
    return NAME;
  }

  /// A refund cannot be asked about and is given again when asked for again, so it is asked once.
  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(Capability.QUERY, Capability.REFUND);
  }

  @Override
  public List<ChannelField> fields() {
    return List.of(
        ChannelField.address("gateway", ""),
        ChannelField.line("type", "alipay"),
        ChannelField.choice("mode", "page", "server"),
        ChannelField.line("key-join", ""),
        ChannelField.choice("encoded", "false", "true"),
        ChannelField.choice("refund", "false", "true"),
        ChannelField.choice("confirm", "false", "true"),
        ChannelField.secret("pid"),
        ChannelField.secret("key"));
  }

  @Override
  public Invitation create(Access access, Charge charge, Addresses.ForCharge addresses) {
    if (!charge.amount().currency().equals(YUAN)) {
      throw new ProviderException("epay takes yuan only");
    }
    var fields = new LinkedHashMap<String, String>();
    fields.put("pid", access.secret("pid"));
    fields.put("type", access.channel().setting("type", "alipay"));
    fields.put("out_trade_no", charge.reference());
    fields.put("notify_url", addresses.notifyAt());
    fields.put("return_url", addresses.returnTo());
    fields.put("name", charge.title());
    fields.put("money", charge.amount().major().toPlainString());
    fields.put("sign", sign(access, fields));
    fields.put("sign_type", "MD5");
    return access.channel().setting("mode", "page").equals("server")
        ? serverSide(access, fields)
        : Invitation.to(gateway(access) + "/submit.php?" + Wire.form(fields));
  }

  private Invitation serverSide(Access access, Map<String, String> fields) {
    var answer = wire.post(gateway(access) + "/mapi.php", fields);
    var payAt = answer.getOrDefault("payurl", "");
    var code = answer.getOrDefault("qrcode", "");
    if (!"1".equals(answer.get("code")) || (!payAt.matches("https?://.+") && code.isBlank())) {
      throw new ProviderException("epay refuses: " + answer.getOrDefault("msg", ""));
    }
    return payAt.matches("https?://.+") ? Invitation.to(payAt) : Invitation.scan(code);
  }

  /// The merchant's own record, which needs the right key.
  @Override
  public void probe(Access access, Instant now) {
    var answer = wire.get(gateway(access) + "/api.php", ask(access, "query"));
    if (!"1".equals(answer.get("code"))) {
      throw new ProviderException("epay says: " + answer.getOrDefault("msg", "no code"));
    }
  }

  @Override
  public Set<String> origins(Channel channel) {
    return Wire.origin(channel.setting("gateway", ""));
  }

  @Override
  public Answer query(Access access, Charge charge) {
    var fields = ask(access, "order");
    fields.put("out_trade_no", charge.reference());
    var answer = wire.get(gateway(access) + "/api.php", fields);
    if (!"1".equals(answer.get("code"))) {
      return new Answer.Unknown(answer.getOrDefault("msg", "no code"));
    }
    if (!"1".equals(answer.get("status"))) {
      return new Answer.Unpaid();
    }
    if (!charge.reference().equals(answer.get("out_trade_no"))) {
      return new Answer.Unknown("it answers about another order");
    }
    return new Answer.Paid(answer.getOrDefault("trade_no", ""), yuan(answer));
  }

  @Override
  public Claim verify(Access access, Notification notification) {
    var fields = notification.fields();
    if (!Signatures.same(sign(access, fields), fields.getOrDefault("sign", ""))) {
      return new Claim.Forged("signature");
    }
    if (!Signatures.same(access.secret("pid"), fields.getOrDefault("pid", ""))) {
      return new Claim.Forged("merchant");
    }
    if (!access.channel().setting("type", "alipay").equals(fields.get("type"))) {
      return new Claim.Forged("channel");
    }
    if (!"TRADE_SUCCESS".equals(fields.get("trade_status"))) {
      return new Claim.Other();
    }
    try {
      return new Claim.Paid(
          fields.getOrDefault("out_trade_no", ""),
          fields.getOrDefault("trade_no", ""),
          yuan(fields));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return new Claim.Forged("amount");
    }
  }

  @Override
  public RefundAnswer refund(Access access, Charge charge, Money amount, String request) {
    if (!access.channel().setting("refund", "false").equals("true")) {
      return new RefundAnswer.Refused("this gateway has no refunds");
    }
    var fields = ask(access, "refund");
    var trade = charge.tradeNo();
    fields.put(
        trade == null ? "out_trade_no" : "trade_no", trade == null ? charge.reference() : trade);
    fields.put("money", amount.major().toPlainString());
    var answer = wire.post(gateway(access) + "/api.php", fields);
    return "1".equals(answer.get("code"))
        ? new RefundAnswer.Done()
        : new RefundAnswer.Refused(answer.getOrDefault("msg", ""));
  }

  @Override
  public RefundAnswer queryRefund(Access access, Charge charge, String request) {
    return new RefundAnswer.Refused("epay cannot be asked about refunds");
  }

  @Override
  public void close(Access access, Charge charge) {
    // The protocol knows no closing; money that comes late is dealt with when it comes.
  }

  /// Drop sign, sign_type and empty values; sort by key; join `k=v` with `&` on raw values; append
  /// the key directly; MD5 in lower-case hex. Variants as the channel says.
  static String sign(Access access, Map<String, String> fields) {
    var encoded = access.channel().setting("encoded", "false").equals("true");
    var text = encoded ? Signatures.canonical(fields, Wire::encode) : Signatures.canonical(fields);
    return Signatures.md5(text + access.channel().setting("key-join", "") + access.secret("key"));
  }

  /// The key in the address is this protocol's flaw; [Wire] never repeats it.
  private static Map<String, String> ask(Access access, String act) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("act", act);
    fields.put("pid", access.secret("pid"));
    fields.put("key", access.secret("key"));
    return fields;
  }

  static String gateway(Access access) {
    var gateway = access.channel().setting("gateway", "");
    if (!gateway.matches("https?://.+")) {
      throw new ProviderException("the channel has no gateway");
    }
    return gateway.replaceAll("/+$", "");
  }

  static Money yuan(Map<String, String> fields) {
    var money = fields.getOrDefault("money", "");
    if (!money.matches("[0-9]{1,12}(\\.[0-9]{1,2})?")) {
      throw new IllegalArgumentException("money");
    }
    return Money.parse(money, YUAN);
  }
}
