package changke.storefront;

import changke.catalog.Catalog;
import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Visitor;
import changke.identity.Who;
import changke.orders.Again;
import changke.orders.OneClick;
import changke.orders.Order;
import changke.orders.Orders;
import changke.orders.Paying;
import changke.orders.Placing;
import changke.pages.Frames;
import changke.pages.Redirect;
import changke.payments.Channel;
import changke.payments.ChannelId;
import changke.payments.Charge;
import changke.payments.FirstChannels;
import changke.payments.Payments;
import changke.shared.Ids;
import changke.shared.Money;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Buying once more with one press: paid from the balance where the member allowed that, else
/// straight to the payment page with the order placed. The press names the price that its reader
/// saw; at another price nothing is ordered before that was read too.
@Controller
@Allowed(Who.EVERYONE)
class AgainController {

  private final Again again;
  private final OneClick oneClick;
  private final Orders orders;
  private final Payments payments;
  private final Catalog catalog;
  private final OrderDoor door;
  private final Frames frames;
  private final Ids ids;

  AgainController(
      Again again,
      OneClick oneClick,
      Orders orders,
      Payments payments,
      Catalog catalog,
      OrderDoor door,
      Frames frames,
      Ids ids) {
    this.again = again;
    this.oneClick = oneClick;
    this.orders = orders;
    this.payments = payments;
    this.catalog = catalog;
    this.door = door;
    this.frames = frames;
    this.ids = ids;
  }

  @GetMapping("/orders/{number}/again")
  AgainPage look(
      @PathVariable String number, Front front, Visitor visitor, HttpServletRequest request) {
    return new AgainPage(front, again.wish(door.own(number, visitor, request)), ids.next());
  }

  /// `total` is what the reader saw, in minor units.
  @PostMapping("/orders/{number}/again")
  Object buy(
      @PathVariable String number,
      @RequestParam UUID request,
      @RequestParam long total,
      Visitor visitor,
      HttpServletRequest http,
      HttpServletResponse response) {
    var wish = again.wish(door.own(number, visitor, http));
    var look = Redirect.to("/orders/" + number + "/again");
    if (!wish.possible() || wish.now().minor() != total) {
      return look;
    }
    var language = frames.language(http).getLanguage();
    return switch (again.place(wish, request, language, http.getRemoteAddr())) {
      case Placing.Placed placed -> {
        var order = placed.order();
        if (order.person() == null) {
          Receipts.of(http).with(order.number(), orders.linkToken(order.id())).keep(response);
        }
        yield pay(placed.order(), wish.before(), visitor);
      }
      case Placing.TooFew few -> look.saying("orders.again.short");
      case Placing.OverQuota over -> look.saying("orders.again.quota");
      case Placing.TooManyOpen many -> look.saying("orders.again.quota");
      case Placing.Unavailable gone -> look;
      case Placing.Unfit unfit -> look;
      case Placing.PriceMoved moved -> look;
    };
  }

  private Object pay(Order order, Order before, Visitor visitor) {
    var allowed =
        visitor
            .id()
            .filter(person -> person.equals(order.person()))
            .filter(person -> oneClick.allows(person, order.due()));
    if (allowed.isPresent()
        && orders.pay(order.id(), FirstChannels.WALLET, "/orders/" + order.number())
            instanceof Paying.Paid) {
      return Redirect.to("/orders/" + order.number()).saying("orders.again.paid");
    }
    return channel(before, visitor)
        .map(channel -> CheckoutController.lead(orders, order, channel))
        .orElseGet(() -> Redirect.to("/orders/" + order.number()));
  }

  /// As it was paid last time where that is still open, but not from the balance: that takes a word
  /// of the member's.
  private Optional<ChannelId> channel(Order before, Visitor visitor) {
    var open =
        CheckoutController.open(payments, visitor).stream()
            .filter(channel -> !channel.provider().equals(Channel.WALLET))
            .map(Channel::id)
            .toList();
    var last = payments.of(before.id().value()).stream().map(Charge::channel).toList();
    return open.stream()
        .filter(last::contains)
        .findFirst()
        .or(() -> open.isEmpty() ? Optional.empty() : Optional.of(open.getLast()));
  }

  /// Puts what can still be had into the cart.
  @PostMapping("/orders/{number}/again/cart")
  Redirect rest(
      @PathVariable String number,
      Visitor visitor,
      Cart cart,
      HttpServletRequest request,
      HttpServletResponse response) {
    var filled = new Cart(new LinkedHashMap<>(cart.lines()));
    for (var line : again.wish(door.own(number, visitor, request)).lines()) {
      if (line.problem() == null || line.problem() == Again.Problem.TO_ANSWER) {
        filled = filled.with(line.before().offer(), line.before().quantity());
      }
    }
    filled.keep(response);
    return Redirect.to("/cart").saying("storefront.cart.added");
  }

  @GetMapping("/my/one-click")
  @Allowed(Who.MEMBER)
  OneClickPage settings(Front front, Person person) {
    return page(front, person, false);
  }

  @PostMapping("/my/one-click")
  @Allowed(Who.MEMBER)
  Object enable(@RequestParam(defaultValue = "") String most, Front front, Person person) {
    return amount(most)
        .<Object>map(limit -> {
          oneClick.enable(person.id(), limit);
          return Redirect.to("/my/one-click").saying("orders.click.enabled");
        })
        .orElseGet(() -> page(front, person, true));
  }

  @PostMapping("/my/one-click/off")
  @Allowed(Who.MEMBER)
  Redirect disable(Person person) {
    oneClick.disable(person.id());
    return Redirect.to("/my/one-click").saying("orders.click.disabled");
  }

  private OneClickPage page(Front front, Person person, boolean unfit) {
    var currency = catalog.currency();
    var balance = new Money(payments.wallet(person.id(), currency).available(), currency);
    return new OneClickPage(front, oneClick.limit(person.id()).orElse(null), balance, unfit);
  }

  private Optional<Money> amount(String text) {
    try {
      return Optional.of(Money.parse(text, catalog.currency())).filter(Money::isPositive);
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
