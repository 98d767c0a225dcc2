package changke.payments;

import changke.shared.Money;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// The house's own cashier, a separate screen that behaves like a provider: it is reached over HTTP
/// and signs with HMAC-SHA256 over the canonical fields.
@Component
class SandboxProvider implements Provider {

  static final String NAME = "sandbox";

  private final Wire wire;
  private final Addresses addresses;
  private final Clock clock;

  SandboxProvider(Wire wire, Addresses addresses, Clock clock) {
    this.wire = wire;
    this.addresses = addresses;
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
        Capability.CLOSE,
        Capability.TRANSFER,
        Capability.STATEMENT);
  }

  @Override
  public List<ChannelField> fields() {
    return List.of(ChannelField.secret("pid"), ChannelField.secret("key"));
  }

  @Override
  public Invitation create(Access access, Charge charge, Addresses.ForCharge callbacks) {
    var fields = about(access, charge);
    fields.put("amount", String.valueOf(charge.amount().minor()));
    fields.put("currency", charge.amount().currency().getCurrencyCode());
    fields.put("title", charge.title());
    fields.put(
        "notify_url", addresses.local() + java.net.URI.create(callbacks.notifyAt()).getPath());
    fields.put("return_url", java.net.URI.create(callbacks.returnTo()).getPath());
    var answer = call(access, "create", fields);
    var payAt = answer.getOrDefault("pay_at", "");
    if (payAt.isBlank()) {
      throw new ProviderException("the sandbox refuses: " + answer.get("error"));
    }
    return Invitation.to(payAt);
  }

  @Override
  public Answer query(Access access, Charge charge) {
    var answer = call(access, "query", about(access, charge));
    return switch (answer.getOrDefault("status", "")) {
      case "paid" -> new Answer.Paid(answer.getOrDefault("trade_no", ""), money(answer));
      case "waiting", "closed", "unknown" -> new Answer.Unpaid();
      default -> new Answer.Unknown(answer.getOrDefault("error", "no status"));
    };
  }

  @Override
  public Claim verify(Access access, Notification notification) {
    var fields = notification.fields();
    var expected = Signatures.hmacSha256(Signatures.canonical(fields), access.secret("key"));
    if (!Signatures.same(expected, fields.getOrDefault("sign", ""))) {
      return new Claim.Forged("signature");
    }
    if (!Signatures.same(access.secret("pid"), fields.getOrDefault("pid", ""))) {
      return new Claim.Forged("merchant");
    }
    if (!"paid".equals(fields.get("status"))) {
      return new Claim.Other();
    }
    try {
      return new Claim.Paid(
          fields.getOrDefault("out_trade_no", ""),
          fields.getOrDefault("trade_no", ""),
          money(fields));
    } catch (IllegalArgumentException e) {
      return new Claim.Forged("amount");
    }
  }

  @Override
  public RefundAnswer refund(Access access, Charge charge, Money amount, String request) {
    var fields = about(access, charge);
    fields.put("refund_no", request);
    if (charge.tradeNo() != null) {
      fields.put("trade_no", charge.tradeNo());
    }
    fields.put("amount", String.valueOf(amount.minor()));
    return refunded(call(access, "refund", fields));
  }

  @Override
  public RefundAnswer queryRefund(Access access, Charge charge, String request) {
    var fields = about(access, charge);
    fields.put("refund_no", request);
    return refunded(call(access, "refund-query", fields));
  }

  @Override
  public void close(Access access, Charge charge) {
    call(access, "close", about(access, charge));
  }

  @Override
  public TransferAnswer transfer(Access access, Transfer transfer) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("pid", access.secret("pid"));
    fields.put("transfer_no", transfer.request());
    fields.put("account", transfer.account());
    fields.put("amount", String.valueOf(transfer.amount().minor()));
    fields.put("currency", transfer.amount().currency().getCurrencyCode());
    return transferred(transfer, call(access, "transfer", fields));
  }

  @Override
  public TransferAnswer queryTransfer(Access access, Transfer transfer) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("pid", access.secret("pid"));
    fields.put("transfer_no", transfer.request());
    return transferred(transfer, call(access, "transfer-query", fields));
  }

  private static TransferAnswer transferred(Transfer transfer, Map<String, String> answer) {
    return switch (answer.getOrDefault("status", "")) {
      case "sent" -> new TransferAnswer.Done(transfer.request());
      case "refused" -> new TransferAnswer.Refused(answer.getOrDefault("error", "refused"));
      case "unknown" -> new TransferAnswer.NotThere();
      default -> new TransferAnswer.Pending(answer.getOrDefault("error", "no status"));
    };
  }

  /// The sandbox writes one line for each: kind, number, our number, amount, currency.
  @Override
  public List<StatementLine> statement(Access access, LocalDate day, ZoneId zone) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("pid", access.secret("pid"));
    fields.put("from", day.atStartOfDay(zone).toInstant().toString());
    fields.put("to", day.plusDays(1).atStartOfDay(zone).toInstant().toString());
    var answer = call(access, "statement", fields);
    if (!answer.containsKey("lines")) {
      throw new ProviderException("the sandbox gives no list: " + answer.get("error"));
    }
    return answer.getOrDefault("lines", "").lines().map(SandboxProvider::line).toList();
  }

  private static StatementLine line(String text) {
    var parts = text.split("\t");
    if (parts.length != 5) {
      throw new ProviderException("a line of the sandbox cannot be read");
    }
    return new StatementLine(
        StatementLine.Kind.valueOf(parts[0]),
        parts[1],
        parts[2],
        Money.of(Long.parseLong(parts[3]), parts[4]));
  }

  private Map<String, String> call(Access access, String act, Map<String, String> fields) {
    fields.put("at", String.valueOf(clock.instant().getEpochSecond()));
    fields.put("sign", Signatures.hmacSha256(Signatures.canonical(fields), access.secret("key")));
    return wire.post(addresses.sandbox() + "/api/cashier/" + act, fields);
  }

  private static Map<String, String> about(Access access, Charge charge) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("pid", access.secret("pid"));
    fields.put("out_trade_no", charge.reference());
    return fields;
  }

  private static RefundAnswer refunded(Map<String, String> answer) {
    return switch (answer.getOrDefault("status", "")) {
      case "refunded" -> new RefundAnswer.Done();
      case "unknown" -> new RefundAnswer.NotThere();
      case "refused" -> new RefundAnswer.Refused(answer.getOrDefault("error", ""));
      default -> new RefundAnswer.Pending(answer.getOrDefault("error", "no status"));
    };
  }

  private static Money money(Map<String, String> fields) {
    return Money.of(
        Long.parseLong(fields.getOrDefault("amount", "")), fields.getOrDefault("currency", ""));
  }
}
