package changke.storefront;

import changke.catalog.Catalog;
import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Who;
import changke.pages.Departure;
import changke.pages.Redirect;
import changke.payments.Books;
import changke.payments.Channel;
import changke.payments.ChannelId;
import changke.payments.Charge;
import changke.payments.ChargeRequest;
import changke.payments.ChargeResult;
import changke.payments.ChargeState;
import changke.payments.Destination;
import changke.payments.PaymentChannels;
import changke.payments.Payments;
import changke.payments.Withdrawals;
import changke.payments.Withdrawing;
import changke.shared.Ids;
import changke.shared.Money;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// A member's balance. Money goes out only after a fresh sign-in.
@Controller
@Allowed(Who.MEMBER)
class WalletController {

  private static final String WALLET = "/my/wallet";
  private static final Duration TIME_TO_PAY = Duration.ofMinutes(30);
  private static final int LINES = 30;

  /// Ways that a person sends by hand.
  private static final List<String> BY_HAND = List.of("alipay", "wechat", "bank");

  private final Payments payments;
  private final PaymentChannels channels;
  private final Withdrawals withdrawals;
  private final Catalog catalog;
  private final Ids ids;
  private final Clock clock;

  WalletController(
      Payments payments,
      PaymentChannels channels,
      Withdrawals withdrawals,
      Catalog catalog,
      Ids ids,
      Clock clock) {
    this.payments = payments;
    this.channels = channels;
    this.withdrawals = withdrawals;
    this.catalog = catalog;
    this.ids = ids;
    this.clock = clock;
  }

  @GetMapping(WALLET)
  WalletPage wallet(
      @RequestParam(required = false) @Nullable String top, Front front, Person person) {
    var topUp = cameBack(top, person);
    var balance = payments.wallet(person.id(), catalog.currency());
    var settings = withdrawals.settings();
    return new WalletPage(
        front,
        money(balance.available()),
        money(balance.held()),
        money(settings.topUpLeastMinor()),
        money(settings.topUpMostMinor()),
        forTopUp(),
        topUp,
        withdrawals.of(person.id()),
        payments.walletLines(person.id(), catalog.currency(), LINES));
  }

  /// Whoever comes back from paying may be faster than the notification: the provider is asked.
  private @Nullable Charge cameBack(@Nullable String top, Person person) {
    if (top == null || !top.matches("[0-9a-f-]{36}")) {
      return null;
    }
    var charge =
        payments.of(UUID.fromString(top)).stream()
            .filter(one -> person.id().equals(one.payer()) && one.purpose().equals(Books.TOP_UP))
            .findFirst();
    charge
        .filter(one -> one.state() == ChargeState.OPEN)
        .ifPresent(one -> payments.askAbout(one.id()));
    return charge.flatMap(one -> payments.find(one.id())).orElse(null);
  }

  @PostMapping(WALLET + "/top-up")
  Object topUp(
      @RequestParam(defaultValue = "") String amount,
      @RequestParam(defaultValue = "") String channel,
      Person person) {
    var sum = read(amount);
    var settings = withdrawals.settings();
    if (sum == null
        || sum.minor() < settings.topUpLeastMinor()
        || sum.minor() > settings.topUpMostMinor()) {
      return Redirect.to(WALLET).saying("wallet.topUp.amount");
    }
    return forTopUp().stream()
        .filter(one -> one.id().toString().equals(channel))
        .findFirst()
        .map(one -> lead(charge(one.id(), sum, person)))
        .orElseGet(() -> Redirect.to(WALLET).saying("wallet.topUp.noWay"));
  }

  private ChargeResult charge(ChannelId channel, Money sum, Person person) {
    var subject = ids.next();
    return payments.charge(
        new ChargeRequest(
            channel,
            Books.TOP_UP,
            subject,
            person.id(),
            person.language().getLanguage().equals("zh") ? "余额充值" : "Top-up of the balance",
            sum,
            WALLET + "?top=" + subject,
            clock.instant().plus(TIME_TO_PAY)));
  }

  private static Object lead(ChargeResult result) {
    return switch (result) {
      case ChargeResult.Ready ready when ready.payAt().startsWith("/") ->
          Redirect.to(ready.payAt());
      case ChargeResult.Ready ready -> new Departure(ready.payAt());
      case ChargeResult.Paid paid -> Redirect.to(WALLET);
      case ChargeResult.TooLittle little -> Redirect.to(WALLET).saying("wallet.topUp.noWay");
      case ChargeResult.ProviderDown down -> Redirect.to(WALLET).saying("wallet.topUp.down");
      case ChargeResult.NoSuchChannel none -> Redirect.to(WALLET).saying("wallet.topUp.noWay");
    };
  }

  @GetMapping(WALLET + "/withdraw")
  @Allowed(value = Who.MEMBER, fresh = true)
  Object form(Front front, Person person) {
    return withdrawals.of(person.id()).stream().anyMatch(one -> one.state().open())
        ? Redirect.to(WALLET).saying("wallet.withdraw.oneIsOpen")
        : page(front, person, ids.next(), "", new Destination("", "", ""), null, List.of());
  }

  @PostMapping(WALLET + "/withdraw")
  @Allowed(value = Who.MEMBER, fresh = true)
  Object ask(
      @RequestParam(required = false) @Nullable UUID request,
      @RequestParam(defaultValue = "") String amount,
      @RequestParam(defaultValue = "") String way,
      @RequestParam(defaultValue = "") String account,
      @RequestParam(defaultValue = "") String holder,
      Front front,
      Person person) {
    var to = new Destination(way, account.strip(), holder.strip());
    var sum = read(amount);
    var id = request == null ? ids.next() : request;
    if (sum == null || !ways().contains(way)) {
      return page(front, person, id, amount, to, "wallet.withdraw.unfit.amount", List.of());
    }
    return switch (withdrawals.ask(id, person.id(), sum, to)) {
      case Withdrawing.Asked asked -> Redirect.to(WALLET).saying("wallet.withdraw.asked");
      case Withdrawing.OneIsOpen open -> Redirect.to(WALLET).saying("wallet.withdraw.oneIsOpen");
      case Withdrawing.TooLittleAsked least ->
          page(front, person, id, amount, to, "wallet.withdraw.least", List.of(least.leastMinor()));
      case Withdrawing.TooMuchADay day ->
          page(front, person, id, amount, to, "wallet.withdraw.day", List.of(day.leftMinor()));
      case Withdrawing.TooLittleThere there ->
          page(front, person, id, amount, to, "wallet.withdraw.there", List.of());
      case Withdrawing.Unfit unfit ->
          page(front, person, id, amount, to, "wallet.withdraw.unfit." + unfit.field(), List.of());
    };
  }

  @PostMapping(WALLET + "/withdrawals/{id}/cancel")
  Redirect cancel(@PathVariable UUID id, Person person) {
    return Redirect.to(WALLET)
        .saying(
            withdrawals.cancel(id, person.id())
                ? "wallet.withdraw.cancelled"
                : "wallet.withdraw.tooLate");
  }

  private WithdrawPage page(
      Front front,
      Person person,
      UUID request,
      String amount,
      Destination to,
      @Nullable String problem,
      List<Long> minors) {
    var balance = payments.wallet(person.id(), catalog.currency());
    return new WithdrawPage(
        front,
        request,
        money(balance.available()),
        money(withdrawals.settings().withdrawalLeastMinor()),
        ways(),
        amount,
        to.way(),
        to.account(),
        to.holder(),
        problem,
        minors.stream().<Object>map(this::money).toList());
  }

  /// Ways that a provider sends come first.
  private List<String> ways() {
    var ways = new ArrayList<String>();
    channels.senders().stream().map(Channel::provider).distinct().forEach(ways::add);
    BY_HAND.stream().filter(way -> !ways.contains(way)).forEach(ways::add);
    return ways;
  }

  private List<Channel> forTopUp() {
    return payments.channels().stream()
        .filter(channel -> !channel.provider().equals(Channel.WALLET))
        .toList();
  }

  private Money money(long minor) {
    return new Money(minor, catalog.currency());
  }

  private @Nullable Money read(String amount) {
    try {
      return amount.strip().matches("[0-9]{1,9}([.][0-9]{1,2})?")
          ? Money.parse(amount, catalog.currency())
          : null;
    } catch (ArithmeticException e) {
      return null;
    }
  }
}
