package changke.backoffice.orders;

import changke.identity.Allowed;
import changke.identity.Identity;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Who;
import changke.merchants.Merchants;
import changke.merchants.Shop;
import changke.messaging.Messaging;
import changke.orders.ComplaintLists;
import changke.orders.Disputes;
import changke.orders.Order;
import changke.orders.OrderLine;
import changke.orders.OrderLists;
import changke.orders.OrderSearch;
import changke.orders.OrderState;
import changke.orders.OrderStep;
import changke.orders.Orders;
import changke.orders.Party;
import changke.orders.Returning;
import changke.orders.Side;
import changke.pages.CsvFile;
import changke.pages.Frames;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.payments.Payments;
import changke.shared.OrderId;
import changke.shared.Slice;
import changke.vault.CardReveal;
import changke.vault.Vault;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Orders of all merchants: found, read, and helped on.
@Controller
@RequestMapping("/backoffice/orders")
@Allowed(Who.OPERATOR)
class OrdersController {

  private static final int LAST_PAGE = 1000;
  private static final int ROWS_IN_CSV = 10_000;
  private static final int MOST_AT_ONCE = 100;
  private static final int SHOPS_TO_CHOOSE = 200;
  private static final String LIST = "/backoffice/orders";

  private final Orders orders;
  private final OrderLists lists;
  private final Disputes disputes;
  private final ComplaintLists complaints;
  private final Merchants merchants;
  private final Payments payments;
  private final Messaging messaging;
  private final Vault vault;
  private final Identity identity;
  private final Frames frames;

  OrdersController(
      Orders orders,
      OrderLists lists,
      Disputes disputes,
      ComplaintLists complaints,
      Merchants merchants,
      Payments payments,
      Messaging messaging,
      Vault vault,
      Identity identity,
      Frames frames) {
    this.orders = orders;
    this.lists = lists;
    this.disputes = disputes;
    this.complaints = complaints;
    this.merchants = merchants;
    this.payments = payments;
    this.messaging = messaging;
    this.vault = vault;
    this.identity = identity;
    this.frames = frames;
  }

  @GetMapping
  OrdersPage list(
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String shop,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "0") int page) {
    var form = new OrdersPage.Form(text, state, shop, from, to);
    var search = search(form);
    return new OrdersPage(
        form,
        search,
        lists.search(search, Math.clamp(page, 0, LAST_PAGE), Slice.DEFAULT_SIZE),
        shops(),
        complaints.waitingForOperators());
  }

  @GetMapping("/list.csv")
  ResponseEntity<String> csv(
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String shop,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to) {
    var search = search(new OrdersPage.Form(text, state, shop, from, to));
    var csv =
        new CsvFile(
            "orders.csv",
            "number",
            "placed_at",
            "paid_at",
            "state",
            "late",
            "email",
            "person",
            "first_offer",
            "lines",
            "total",
            "currency");
    for (var order : lists.search(search, 0, ROWS_IN_CSV).rows()) {
      csv.row(
          order.number(),
          order.placedAt(),
          text(order.paidAt()),
          order.state(),
          order.late(),
          order.email(),
          text(order.person()),
          order.title().in("en"),
          order.lines(),
          order.total().major(),
          order.total().currency());
    }
    return csv.answer();
  }

  @GetMapping("/{id}")
  OrderPage show(@PathVariable OrderId id) {
    var order = found(id);
    var steps = orders.timeline(id);
    return new OrderPage(
        order,
        steps,
        names(steps),
        payments.of(id.value()),
        messaging.find(orders.letterKeys(order)),
        looks(order),
        disputes.talks(order, Side.OPERATOR),
        merchants.shops(
            order.lines().stream().map(OrderLine::merchant).collect(Collectors.toSet())));
  }

  @PostMapping("/{id}/link")
  Redirect link(@PathVariable OrderId id, Person operator) {
    orders.sendLink(found(id).id(), Party.operator(operator.id()));
    return Redirect.to(LIST + "/" + id).saying("orders.done.link");
  }

  @PostMapping("/{id}/complete")
  Redirect complete(@PathVariable OrderId id) {
    var done = orders.confirm(found(id).id());
    return Redirect.to(LIST + "/" + id)
        .saying(done ? "orders.done.complete" : "orders.done.notPossible");
  }

  @PostMapping("/{id}/cancel")
  Redirect cancel(
      @PathVariable OrderId id, @RequestParam(defaultValue = "") String why, Person operator) {
    var done = orders.cancel(found(id).id(), Party.operator(operator.id()), why);
    return Redirect.to(LIST + "/" + id)
        .saying(done ? "orders.done.cancel" : "orders.done.notPossible");
  }

  /// The money for some lines back, whatever was looked at; the reason stays with the order.
  @PostMapping("/{id}/return")
  @Allowed(value = Who.OPERATOR, right = Right.REFUNDS)
  Redirect giveBack(
      @PathVariable OrderId id,
      @RequestParam(defaultValue = "") List<Integer> positions,
      @RequestParam(defaultValue = "") String why,
      Person operator) {
    if (why.isBlank() || positions.isEmpty()) {
      return Redirect.to(LIST + "/" + id).saying("orders.done.reasonNeeded");
    }
    var returned =
        orders.takeBack(
            found(id).id(), java.util.Set.copyOf(positions), why, Party.operator(operator.id()));
    return Redirect.to(LIST + "/" + id)
        .saying(
            returned instanceof Returning.Refunding
                ? "orders.done.refund"
                : "orders.done.notPossible");
  }

  /// Shows what is about to be done to the chosen orders.
  @PostMapping("/bulk")
  Object bulk(
      @RequestParam(defaultValue = "") List<UUID> ids,
      @RequestParam(defaultValue = "") String act) {
    var chosen = chosen(ids);
    return chosen.isEmpty()
        ? Redirect.to(LIST).saying("orders.bulk.nothing")
        : new BulkPage(known(act), chosen);
  }

  @PostMapping("/bulk/do")
  @Allowed(value = Who.OPERATOR, right = Right.REFUNDS)
  Redirect doBulk(
      @RequestParam(defaultValue = "") List<UUID> ids,
      @RequestParam(defaultValue = "") String act,
      @RequestParam(defaultValue = "") String why,
      Person operator) {
    var by = Party.operator(operator.id());
    var name = known(act);
    var left = chosen(ids).stream().filter(order -> !done(order, name, why, by)).count();
    return Redirect.to(LIST).saying(left == 0 ? "orders.bulk.done" : "orders.bulk.someDone");
  }

  private boolean done(Order order, String act, String why, Party by) {
    return switch (act) {
      case "link" -> {
        orders.sendLink(order.id(), by);
        yield true;
      }
      case "complete" -> orders.confirm(order.id());
      default -> orders.takeBackOpen(order.id(), by, why) instanceof Returning.Refunding;
    };
  }

  private static String known(String act) {
    if (!List.of("link", "complete", "refund").contains(act)) {
      throw new NotFoundException();
    }
    return act;
  }

  private List<Order> chosen(List<UUID> ids) {
    return ids.stream()
        .distinct()
        .limit(MOST_AT_ONCE)
        .map(id -> orders.find(new OrderId(id)))
        .flatMap(Optional::stream)
        .toList();
  }

  private Order found(OrderId id) {
    return orders.find(id).orElseThrow(NotFoundException::new);
  }

  private Map<OrderStep, String> names(List<OrderStep> steps) {
    var names = new HashMap<OrderStep, String>();
    for (var step : steps) {
      step.person().flatMap(identity::find).ifPresent(person -> names.put(step, person.name()));
    }
    return names;
  }

  private Map<Integer, List<CardReveal>> looks(Order order) {
    return order.lines().stream()
        .collect(Collectors.toMap(OrderLine::position, line -> vault.revealsOf(line.hold())));
  }

  private List<Shop> shops() {
    var shops = new java.util.ArrayList<Shop>();
    for (int page = 0; shops.size() < SHOPS_TO_CHOOSE; page++) {
      var slice = merchants.shops(page);
      shops.addAll(slice.rows());
      if (!slice.more()) {
        break;
      }
    }
    return shops;
  }

  private OrderSearch search(OrdersPage.Form form) {
    var merchant =
        form.shop().isBlank() ? null : merchants.shop(form.shop()).map(Shop::id).orElse(null);
    return new OrderSearch(
        form.text(), state(form.state()), merchant, start(form.from(), 0), start(form.to(), 1));
  }

  private static @Nullable OrderState state(String name) {
    try {
      return name.isBlank() ? null : OrderState.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private @Nullable Instant start(String day, int later) {
    try {
      return day.isBlank()
          ? null
          : LocalDate.parse(day).plusDays(later).atStartOfDay(frames.zone()).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
