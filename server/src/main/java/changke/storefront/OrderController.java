package changke.storefront;

import changke.catalog.Catalog;
import changke.catalog.Delivery;
import changke.identity.Allowed;
import changke.identity.Visitor;
import changke.identity.Who;
import changke.orders.DeliveryWords;
import changke.orders.Disputes;
import changke.orders.LineState;
import changke.orders.Order;
import changke.orders.OrderLine;
import changke.orders.OrderState;
import changke.orders.Orders;
import changke.orders.Returning;
import changke.orders.Revealing;
import changke.orders.Side;
import changke.pages.Frames;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.pages.Unchanged;
import changke.pages.Words;
import changke.payments.ChannelId;
import changke.payments.Payments;
import changke.shared.Ids;
import changke.shared.OfferId;
import changke.vault.Vault;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// One order: a member's own, or a guest's whose secret is on this browser. To anybody else it does
/// not exist.
@Controller
@RequestMapping("/orders/{number}")
@Allowed(Who.EVERYONE)
class OrderController {

  private final Orders orders;
  private final Payments payments;
  private final Catalog catalog;
  private final Vault vault;
  private final Disputes disputes;
  private final DeliveryWords words;
  private final Words sentences;
  private final Frames frames;
  private final Ids ids;
  private final OrderDoor door;

  OrderController(
      Orders orders,
      Payments payments,
      Catalog catalog,
      Vault vault,
      Disputes disputes,
      DeliveryWords words,
      Words sentences,
      Frames frames,
      Ids ids,
      OrderDoor door) {
    this.words = words;
    this.sentences = sentences;
    this.frames = frames;
    this.ids = ids;
    this.disputes = disputes;
    this.door = door;
    this.orders = orders;
    this.payments = payments;
    this.catalog = catalog;
    this.vault = vault;
  }

  @GetMapping
  OrderPage show(
      @PathVariable String number, Front front, Visitor visitor, HttpServletRequest request) {
    var order = door.own(number, visitor, request);
    if (order.state() == OrderState.PLACED) {
      orders.wonder(order.id());
      order = orders.find(order.id()).orElseThrow();
    }
    return page(order, front, visitor, keys(order, visitor));
  }

  /// What the page asks for while it is open: nothing when the reader has seen all of it.
  @GetMapping("/live")
  Object live(
      @PathVariable String number,
      @RequestParam(defaultValue = "") String seen,
      Front front,
      Visitor visitor,
      HttpServletRequest request) {
    var page = page(door.own(number, visitor, request), front, visitor, null);
    return page.mark().equals(seen) ? new Unchanged() : new OrderLivePage(page);
  }

  @PostMapping("/pay")
  Object pay(
      @PathVariable String number,
      @RequestParam UUID channel,
      Visitor visitor,
      HttpServletRequest request) {
    return CheckoutController.lead(
        orders, door.own(number, visitor, request), new ChannelId(channel));
  }

  /// Opens the cards; from here on there is no refund without questions.
  @PostMapping("/open")
  Redirect open(@PathVariable String number, Visitor visitor, HttpServletRequest request) {
    var order = door.own(number, visitor, request);
    return switch (orders.reveal(order.id(), OrderDoor.reader(order, visitor))) {
      case Revealing.Revealed revealed -> back(order);
      case Revealing.NotDelivered not -> back(order).saying("storefront.order.notYet");
    };
  }

  /// With a reason when the buyer gives one.
  @PostMapping("/cancel")
  Redirect cancel(
      @PathVariable String number,
      @RequestParam(defaultValue = "") String why,
      Visitor visitor,
      HttpServletRequest request) {
    var order = door.own(number, visitor, request);
    var words = why.substring(0, Math.min(why.length(), 300));
    var done = orders.cancel(order.id(), OrderDoor.party(order, visitor), words);
    return back(order)
        .saying(done ? "storefront.order.cancelled" : "storefront.order.notCancelled");
  }

  @PostMapping("/return")
  Redirect giveBack(@PathVariable String number, Visitor visitor, HttpServletRequest request) {
    var order = door.own(number, visitor, request);
    return switch (orders.giveBack(order.id())) {
      case Returning.Refunding refunding -> back(order).saying("storefront.order.returning");
      case Returning.AlreadySeen seen -> back(order).saying("storefront.order.seen");
      case Returning.NothingToReturn nothing -> back(order).saying("storefront.order.nothing");
    };
  }

  @PostMapping("/confirm")
  Redirect confirm(@PathVariable String number, Visitor visitor, HttpServletRequest request) {
    var order = door.own(number, visitor, request);
    orders.confirm(order.id());
    return back(order).saying("storefront.order.confirmed");
  }

  /// The opened cards as a text file to keep; those that were never opened are not opened here.
  @GetMapping("/keys.txt")
  ResponseEntity<String> text(
      @PathVariable String number, Visitor visitor, HttpServletRequest request) {
    var order = door.own(number, visitor, request);
    var keys = keys(order, visitor);
    if (keys == null) {
      throw new NotFoundException();
    }
    var language = frames.language(request);
    var said = words.of(order.lines().stream().map(OrderLine::offer).toList());
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .contentType(new MediaType("text", "plain", StandardCharsets.UTF_8))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + number + ".txt\"")
        .body(KeysText.write(order, keys, said, language, sentences));
  }

  private OrderPage page(
      Order order, Front front, Visitor visitor, @Nullable List<Revealing.LineCards> keys) {
    return new OrderPage(
        front,
        order,
        visitor instanceof Visitor.Guest,
        orders.timeline(order.id()),
        !payments.of(order.id().value()).isEmpty(),
        order.state() == OrderState.PLACED ? CheckoutController.open(payments, visitor) : List.of(),
        pictures(order),
        keys,
        disputes.talks(order, Side.BUYER),
        keys == null ? Map.of() : words.of(order.lines().stream().map(OrderLine::offer).toList()),
        ids.next());
  }

  private Map<OfferId, String> pictures(Order order) {
    return catalog.offers(order.lines().stream().map(OrderLine::offer).toList()).values().stream()
        .collect(Collectors.toMap(offer -> offer.id(), Tiles::picture));
  }

  /// The cards, when all that is delivered was opened before.
  private @Nullable List<Revealing.LineCards> keys(Order order, Visitor visitor) {
    var delivered =
        order.lines().stream()
            .filter(line -> line.state() == LineState.DELIVERED)
            .filter(line -> line.delivery() != Delivery.FILE)
            .toList();
    var opened =
        !delivered.isEmpty()
            && order.state().isDelivered()
            && delivered.stream().allMatch(line -> vault.revealedAt(line.hold()).isPresent());
    return opened
            && orders.reveal(order.id(), OrderDoor.reader(order, visitor))
                instanceof Revealing.Revealed revealed
        ? revealed.lines()
        : null;
  }

  private static Redirect back(Order order) {
    return Redirect.to("/orders/" + order.number());
  }
}
