package changke.payments;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Everything that waits for a provider. No method here runs in a transaction.
@Component
class Asking {

  private static final Logger LOG = LoggerFactory.getLogger(Asking.class);
  private static final int TRIES_BEFORE_A_PERSON = 30;
  private static final String UNCERTAIN = "it may have gone through; look at the provider first";

  private final Map<String, Provider> providers;
  private final Channels channels;
  private final Credentials credentials;
  private final Charges charges;
  private final Refunds refunds;
  private final Surpluses surpluses;
  private final Settling settling;
  private final Addresses addresses;
  private final Clock clock;

  Asking(
      List<Provider> providers,
      Channels channels,
      Credentials credentials,
      Charges charges,
      Refunds refunds,
      Surpluses surpluses,
      Settling settling,
      Addresses addresses,
      Clock clock) {
    this.providers =
        providers.stream().collect(Collectors.toMap(Provider::name, Function.identity()));
    this.channels = channels;
    this.credentials = credentials;
    this.charges = charges;
    this.refunds = refunds;
    this.surpluses = surpluses;
    this.settling = settling;
    this.addresses = addresses;
    this.clock = clock;
  }

  Optional<Provider> provider(Channel channel) {
    return Optional.ofNullable(providers.get(channel.provider()));
  }

  /// A channel with its secrets, and with the settings that were sealed together with them: both
  /// change together, after the same delay.
  Provider.Access access(Channel channel) {
    return Provider.Access.of(channel, credentials.at(channel.id(), clock.instant()));
  }

  List<Provider> providers() {
    return providers.values().stream().sorted(Comparator.comparing(Provider::name)).toList();
  }

  /// Tells the provider of a new charge.
  ChargeResult create(Channel channel, Charge charge) {
    try {
      var invitation =
          provider(channel)
              .orElseThrow(() -> new ProviderException("no provider " + channel.provider()))
              .create(access(channel), charge, addresses.of(channel, charge));
      var open = charges.open(charge.id(), invitation);
      if (open.state() == ChargeState.CLOSED) {
        close(open);
      }
      return new ChargeResult.Ready(open, String.valueOf(open.payAt()));
    } catch (ProviderException e) {
      LOG.warn("Channel {} cannot take charge {}: {}", channel.id(), charge.id(), e.getMessage());
      return new ChargeResult.ProviderDown();
    }
  }

  /// Asks about a charge; what is paid is settled as if it had been notified.
  Provider.Answer query(Charge charge) {
    var answer = answer(charge);
    if (answer instanceof Provider.Answer.Paid paid) {
      if (!paid.amount().equals(charge.amount()) || paid.tradeNo().isBlank()) {
        LOG.error("Charge {} is paid with another amount: {}", charge.id(), paid.amount());
        return new Provider.Answer.Unknown("another amount");
      }
      settling.paid(charge, new Settling.Paid(paid.tradeNo(), "query", Map.of()));
    }
    return answer;
  }

  Provider.Answer answer(Charge charge) {
    var channel = channels.find(charge.channel()).orElseThrow();
    var provider = provider(channel);
    if (provider.isEmpty() || !provider.get().capabilities().contains(Capability.QUERY)) {
      return new Provider.Answer.Unknown("cannot be asked");
    }
    try {
      return provider.get().query(access(channel), charge);
    } catch (ProviderException | IllegalArgumentException e) {
      LOG.warn("Channel {} gives no answer about {}", channel.id(), charge.id());
      return new Provider.Answer.Unknown("no answer");
    }
  }

  /// Tells the provider to take no more money for a charge that was closed here.
  void close(Charge charge) {
    var channel = channels.find(charge.channel()).orElseThrow();
    var provider = provider(channel);
    if (provider.isEmpty() || !provider.get().capabilities().contains(Capability.CLOSE)) {
      return;
    }
    try {
      provider.get().close(access(channel), charge);
    } catch (ProviderException e) {
      LOG.warn("Channel {} does not close {}: {}", channel.id(), charge.id(), e.getMessage());
    }
  }

  /// To the source; a member whose provider gives nothing back gets it as balance, for a guest a
  /// person has to do it. What may have gone through already is never given a second time.
  void refund(Refunds.Refund refund) {
    var charge = about(refund);
    var channel = channels.find(charge.channel()).orElseThrow();
    if (channel.provider().equals(Channel.WALLET)) {
      settling.refunded(charge, refund, true);
      return;
    }
    switch (refundAnswer(channel, charge, refund)) {
      case Provider.RefundAnswer.Done done -> settling.refunded(charge, refund, false);
      case Provider.RefundAnswer.Refused refused when charge.payer() != null ->
          settling.refunded(charge, refund, true);
      case Provider.RefundAnswer.Refused refused -> refunds.byHand(refund.id(), refused.why());
      case Provider.RefundAnswer.Pending pending when refund.tries() >= TRIES_BEFORE_A_PERSON ->
          refunds.byHand(refund.id(), pending.why());
      case Provider.RefundAnswer.Pending pending -> refunds.answered(refund.id(), pending.why());
      case Provider.RefundAnswer.NotThere lost -> refunds.byHand(refund.id(), UNCERTAIN);
    }
  }

  /// A surplus is given back by the trade that brought it.
  private Charge about(Refunds.Refund refund) {
    var charge = charges.find(refund.charge()).orElseThrow();
    return refund.surplus() == null
        ? charge
        : charge.paidBy(surpluses.find(refund.surplus()).orElseThrow().tradeNo());
  }

  /// [Provider.RefundAnswer.NotThere] stands here for an outcome that only a person can find out.
  private Provider.RefundAnswer refundAnswer(
      Channel channel, Charge charge, Refunds.Refund refund) {
    var provider = provider(channel);
    if (provider.isEmpty() || !provider.get().capabilities().contains(Capability.REFUND)) {
      return new Provider.RefundAnswer.Refused("this provider has no refunds");
    }
    var again = refund.tries() > 1;
    if (again && !provider.get().capabilities().contains(Capability.REPEAT_REFUND)) {
      return new Provider.RefundAnswer.NotThere();
    }
    try {
      var access = access(channel);
      var before = again ? provider.get().queryRefund(access, charge, refund.request()) : null;
      if (before != null && !(before instanceof Provider.RefundAnswer.NotThere)) {
        return before;
      }
      var amount = new changke.shared.Money(refund.amountMinor(), charge.amount().currency());
      var answer = provider.get().refund(access, charge, amount, refund.request());
      return again && answer instanceof Provider.RefundAnswer.Refused
          ? new Provider.RefundAnswer.NotThere()
          : answer;
    } catch (ProviderException e) {
      return provider.get().capabilities().contains(Capability.REPEAT_REFUND)
          ? new Provider.RefundAnswer.Pending(String.valueOf(e.getMessage()))
          : new Provider.RefundAnswer.NotThere();
    }
  }
}
