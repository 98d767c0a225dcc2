package changke.payments;

import changke.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// The contract of a payment provider. Verification is a function of its arguments; everything else
/// may talk to the provider and is called outside any transaction.
interface Provider {

  /// What a setting is called among sealed secrets.
  String SETTING = "setting.";

  /// The name that channels carry.
  String name();

  Set<Capability> capabilities();

  /// What a channel of this provider has to be told, in the order of the form.
  List<ChannelField> fields();

  /// The secrets that a channel of this provider must have; none of them may be blank.
  default Set<String> secrets() {
    return fields().stream()
        .filter(field -> field.secret() && field.needed())
        .map(ChannelField::name)
        .collect(Collectors.toSet());
  }

  /// Tells the provider of a charge and returns where the buyer pays.
  ///
  /// @throws ProviderException when it does not answer or refuses
  Invitation create(Access access, Charge charge, Addresses.ForCharge addresses);

  Answer query(Access access, Charge charge);

  /// Whether a notification is genuine, by all its fields, in constant time.
  Claim verify(Access access, Notification notification);

  /// Asks to give back; the same request again is the same refund where the provider can
  /// [Capability#REPEAT_REFUND]. The charge names the trade that is given back.
  RefundAnswer refund(Access access, Charge charge, Money amount, String request);

  RefundAnswer queryRefund(Access access, Charge charge, String request);

  /// Tells the provider to take no more money for a charge; the money may have come before.
  void close(Access access, Charge charge);

  /// The text with which a taken notification is answered.
  default String acknowledgement() {
    return "success";
  }

  /// The origins that the buyer's browser is sent to by a form.
  default Set<String> origins(Channel channel) {
    return Set.of();
  }

  /// Sends money to a person's account; the same request again is the same transfer. Only of
  /// providers that can [Capability#TRANSFER].
  default TransferAnswer transfer(Access access, Transfer transfer) {
    throw new ProviderException(name() + " sends no money");
  }

  default TransferAnswer queryTransfer(Access access, Transfer transfer) {
    throw new ProviderException(name() + " sends no money");
  }

  /// What was paid and given back on a day. Only of providers that can [Capability#STATEMENT].
  default List<StatementLine> statement(Access access, LocalDate day, ZoneId zone) {
    throw new ProviderException(name() + " has no lists");
  }

  /// Asks something that changes nothing and needs the right secrets: a charge that nobody ever
  /// made is unpaid.
  ///
  /// @throws ProviderException with what is wrong
  default void probe(Access access, Instant now) {
    var nobody =
        new Charge(
            new ChargeId(new UUID(0, 0)),
            access.channel().id(),
            "PROBE" + now.toEpochMilli(),
            "probe",
            new UUID(0, 0),
            null,
            "probe",
            Money.of(1, "CNY"),
            "/",
            ChargeState.OPEN,
            null,
            null,
            null,
            null,
            now,
            now,
            null);
    if (query(access, nobody) instanceof Answer.Unknown unknown) {
      throw new ProviderException(unknown.why());
    }
  }

  /// A channel together with its secrets.
  record Access(Channel channel, Map<String, String> secrets) {

    static Access of(Channel channel, Map<String, String> sealed) {
      var settings = new HashMap<>(channel.settings());
      var secrets = new HashMap<String, String>();
      sealed.forEach((name, value) -> {
        if (name.startsWith(SETTING)) {
          settings.put(name.substring(SETTING.length()), value);
        } else {
          secrets.put(name, value);
        }
      });
      return new Access(channel.with(settings), Map.copyOf(secrets));
    }

    /// A secret that must be there.
    String secret(String name) {
      var value = secrets.getOrDefault(name, "");
      if (value.isBlank()) {
        throw new ProviderException("the channel has no " + name);
      }
      return value;
    }

    @Override
    public String toString() {
      return "Access[" + channel.id() + "]";
    }
  }

  /// What a provider says about a charge.
  sealed interface Answer {
    record Paid(String tradeNo, Money amount) implements Answer {}

    /// Not paid as of now; also when the provider has never heard of it.
    record Unpaid() implements Answer {}

    record Unknown(String why) implements Answer {}
  }

  /// What a notification claims, once its signature and its merchant are verified.
  sealed interface Claim {
    /// `account` is what the buyer paid from, where the provider says it outside of the fields.
    record Paid(String reference, String tradeNo, Money amount, String account) implements Claim {
      public Paid(String reference, String tradeNo, Money amount) {
        this(reference, tradeNo, amount, "");
      }
    }

    /// Genuine, and of no consequence: a trade that is still waiting, for instance.
    record Other() implements Claim {}

    record Forged(String reason) implements Claim {}
  }

  /// Money on its way to a person: `account` and `holder` as the provider knows them.
  record Transfer(String request, Money amount, String account, String holder) {
    @Override
    public String toString() {
      return "Transfer[" + request + "]";
    }
  }

  /// What a provider says about a transfer.
  sealed interface TransferAnswer {
    record Done(String reference) implements TransferAnswer {}

    /// It is under way, or nobody knows: to be asked again.
    record Pending(String why) implements TransferAnswer {}

    /// The provider has never heard of it.
    record NotThere() implements TransferAnswer {}

    record Refused(String why) implements TransferAnswer {}
  }

  /// What a provider says about a refund.
  sealed interface RefundAnswer {
    record Done() implements RefundAnswer {}

    /// It is under way, or nobody knows: to be asked again.
    record Pending(String why) implements RefundAnswer {}

    /// The provider has never heard of this refund.
    record NotThere() implements RefundAnswer {}

    /// The provider will not do it; a person has to.
    record Refused(String why) implements RefundAnswer {}
  }
}
