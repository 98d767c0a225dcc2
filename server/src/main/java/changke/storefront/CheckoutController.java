package changke.storefront;

import changke.catalog.Catalog;
import changke.catalog.Offer;
import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Proof;
import changke.identity.Visitor;
import changke.identity.Who;
import changke.orders.Order;
import changke.orders.OrderRequest;
import changke.orders.Orders;
import changke.orders.Paying;
import changke.orders.Placing;
import changke.pages.Departure;
import changke.pages.Frames;
import changke.pages.Redirect;
import changke.payments.Channel;
import changke.payments.ChannelId;
import changke.payments.Payments;
import changke.shared.Ids;
import changke.shared.Money;
import changke.shared.OfferId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// From the cart to the payment page.
@Controller
@Allowed(Who.EVERYONE)
class CheckoutController {

  private static final Pattern CHANNEL =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Catalog catalog;
  private final Till till;
  private final Orders orders;
  private final Payments payments;
  private final Frames frames;
  private final Ids ids;

  CheckoutController(
      Catalog catalog, Till till, Orders orders, Payments payments, Frames frames, Ids ids) {
    this.catalog = catalog;
    this.till = till;
    this.orders = orders;
    this.payments = payments;
    this.frames = frames;
    this.ids = ids;
  }

  @GetMapping("/checkout")
  Object checkout(Front front, Cart cart, Visitor visitor) {
    var lines = till.lines(cart);
    if (lines.isEmpty() || lines.stream().anyMatch(line -> line.problem() != null)) {
      return Redirect.to("/cart");
    }
    var email = visitor.member().map(Person::email).orElse("");
    return page(front, visitor, lines, new Form(ids.next(), email, "", Map.of()), null);
  }

  /// `total` is what the buyer saw, in minor units; when it costs something else by now, nothing is
  /// bought and the page says so first.
  @PostMapping("/checkout")
  @Allowed(value = Who.EVERYONE, proof = Proof.Door.CHECKOUT)
  Object order(
      @RequestParam UUID request,
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String channel,
      @RequestParam(defaultValue = "0") long total,
      @RequestParam(defaultValue = "0") long points,
      @RequestParam Map<String, String> fields,
      Front front,
      Cart cart,
      Visitor visitor,
      HttpServletRequest http,
      HttpServletResponse response) {
    var offers = till.offers(cart);
    if (offers.isEmpty()) {
      return Redirect.to("/cart");
    }
    var address = visitor.member().map(Person::email).orElse(email.strip());
    var order =
        new OrderRequest(
            request,
            visitor.id().orElse(null),
            address,
            frames.language(http).getLanguage(),
            http.getRemoteAddr(),
            items(offers, cart, fields, Picks.of(http)),
            new Money(total, catalog.currency()),
            points);
    var placing = orders.place(order);
    if (placing instanceof Placing.Placed placed) {
      return pay(placed.order(), channel, visitor, http, response);
    }
    var form = new Form(request, address, channel, fields);
    return page(front, visitor, till.lines(cart), form, problem(placing, http));
  }

  private CheckoutPage.@Nullable Problem problem(Placing placing, HttpServletRequest http) {
    return switch (placing) {
      case Placing.Placed placed -> null;
      case Placing.TooFew few -> problem("short", title(few.offer(), http), few.available());
      case Placing.OverQuota over -> problem("quota", title(over.offer(), http), over.left());
      case Placing.TooManyOpen many -> problem("open");
      case Placing.Unavailable gone -> problem("gone", title(gone.offer(), http));
      case Placing.PriceMoved moved -> problem("price");
      case Placing.Unfit unfit -> problem(unfit.fields().contains("email") ? "email" : "fields");
    };
  }

  private Object pay(
      Order order,
      String channel,
      Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response) {
    new Cart(new java.util.LinkedHashMap<>()).keep(response);
    if (visitor instanceof Visitor.Guest) {
      Receipts.of(request).with(order.number(), orders.linkToken(order.id())).keep(response);
    }
    return CHANNEL.matcher(channel).matches()
        ? lead(orders, order, ChannelId.of(channel))
        : Redirect.to("/orders/" + order.number());
  }

  /// Where the buyer goes to pay, or back to the order with what stands in the way.
  static Object lead(Orders orders, Order order, ChannelId channel) {
    var back = Redirect.to("/orders/" + order.number());
    return switch (orders.pay(order, channel, back.to())) {
      case Paying.GoTo go when go.address().startsWith("/") -> Redirect.to(go.address());
      case Paying.GoTo go -> new Departure(go.address());
      case Paying.Paid paid -> back;
      case Paying.TooLittle little -> back.saying("storefront.order.tooLittle");
      case Paying.NotPayable dead -> back.saying("storefront.order.notPayable");
      case Paying.ProviderDown down -> back.saying("storefront.order.providerDown");
      case Paying.NoSuchChannel none -> back.saying("storefront.order.providerDown");
    };
  }

  private CheckoutPage page(
      Front front,
      Visitor visitor,
      List<CartPage.Line> lines,
      Form form,
      CheckoutPage.@Nullable Problem problem) {
    var channels = open(payments, visitor);
    var first = channels.isEmpty() ? "" : channels.getLast().id().toString();
    return new CheckoutPage(
        front,
        form.request(),
        lines,
        Objects.requireNonNull(till.bill(lines, visitor)),
        questions(
            lines.stream().map(CartPage.Line::offer).toList(), form.fields(), problem != null),
        channels,
        form.channel().isEmpty() ? first : form.channel(),
        form.email(),
        problem);
  }

  /// The ways to pay that this visitor has: a balance needs an account.
  static List<Channel> open(Payments payments, Visitor visitor) {
    return payments.channels().stream()
        .filter(channel ->
            visitor instanceof Visitor.Member || !channel.provider().equals(Channel.WALLET))
        .toList();
  }

  private static List<CheckoutPage.Question> questions(
      List<Offer> offers, Map<String, String> answers, boolean sent) {
    var questions = new ArrayList<CheckoutPage.Question>();
    for (var offer : offers) {
      for (var field : offer.inputs()) {
        var name = name(offer.id(), field.name());
        var answer = answers.getOrDefault(name, "");
        var wrong = sent && !field.accepts(answer);
        questions.add(new CheckoutPage.Question(name, field, offer.title(), answer, wrong));
      }
    }
    return questions;
  }

  private static List<OrderRequest.Item> items(
      List<Offer> offers, Cart cart, Map<String, String> fields, Picks picks) {
    return offers.stream()
        .map(offer ->
            new OrderRequest.Item(
                offer.id(),
                cart.lines().getOrDefault(offer.id(), 1),
                picks.of(offer.id()),
                answers(offer, fields)))
        .toList();
  }

  private static Map<String, String> answers(Offer offer, Map<String, String> fields) {
    return questions(List.of(offer), fields, false).stream()
        .collect(
            Collectors.toMap(question -> question.field().name(), CheckoutPage.Question::answer));
  }

  private String title(OfferId offer, HttpServletRequest request) {
    return catalog
        .offer(offer)
        .map(found -> found.title().in(frames.language(request).getLanguage()))
        .orElse("");
  }

  private static String name(OfferId offer, String field) {
    return offer + "." + field;
  }

  private static CheckoutPage.Problem problem(String what, Object... parameters) {
    return new CheckoutPage.Problem("storefront.checkout.problem." + what, List.of(parameters));
  }

  /// What the buyer filled in.
  private record Form(UUID request, String email, String channel, Map<String, String> fields) {}
}
