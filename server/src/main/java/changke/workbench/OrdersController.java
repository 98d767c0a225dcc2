package changke.workbench;

import changke.catalog.Catalog;
import changke.catalog.Offer;
import changke.identity.Allowed;
import changke.identity.Who;
import changke.orders.DeliveryWords;
import changke.orders.Disputes;
import changke.orders.MerchantOrder;
import changke.orders.OrderSearch;
import changke.orders.Orders;
import changke.orders.Party;
import changke.orders.Returning;
import changke.pages.CsvFile;
import changke.pages.Frames;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.shared.OfferId;
import changke.shared.OrderId;
import changke.shared.Slice;
import changke.shared.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What was sold, and what a person still has to hand over. Contacts stay masked.
@Controller
@Allowed(Who.MERCHANT)
class OrdersController {

  private static final int PAGES_IN_CSV = 40;
  private static final int LONGEST_TEXT = 4000;
  private static final int MOST_AT_ONCE = 100;

  private static final int LAST_PAGE = 1000;

  private final Orders orders;
  private final Disputes disputes;
  private final Frames frames;
  private final Catalog catalog;
  private final DeliveryWords words;

  OrdersController(
      Orders orders, Disputes disputes, Frames frames, Catalog catalog, DeliveryWords words) {
    this.catalog = catalog;
    this.words = words;
    this.orders = orders;
    this.disputes = disputes;
    this.frames = frames;
  }

  @GetMapping("/workbench/{shop}/orders")
  OrdersPage orders(
      Desk desk,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "0") int page) {
    var form = new OrdersPage.Form(text, state, from, to);
    return new OrdersPage(desk, form, found(desk, form, Math.clamp(page, 0, LAST_PAGE)));
  }

  /// The orders that were looked for as a table, one row a line.
  @GetMapping("/workbench/{shop}/orders.csv")
  ResponseEntity<String> csv(
      Desk desk,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to) {
    var form = new OrdersPage.Form(text, state, from, to);
    var csv =
        new CsvFile(
            "orders.csv",
            "number",
            "placed_at",
            "state",
            "contact",
            "offer",
            "quantity",
            "amount",
            "currency");
    for (int page = 0; page < PAGES_IN_CSV; page++) {
      var slice = found(desk, form, page);
      slice.rows().forEach(order -> write(csv, order));
      if (!slice.more()) {
        break;
      }
    }
    return csv.answer();
  }

  /// One order: its own lines, what happened, what was said about it.
  @GetMapping("/workbench/{shop}/orders/{order}")
  OrderPage order(Desk desk, @PathVariable OrderId order) {
    var found = orders.ofMerchant(desk.merchant(), order).orElseThrow(NotFoundException::new);
    var positions = found.lines().stream().map(line -> line.position()).toList();
    var steps =
        orders.timeline(order).stream()
            .filter(step -> step.position() == null || positions.contains(step.position()))
            .toList();
    var complaints =
        disputes.of(order).stream()
            .filter(complaint -> complaint.merchant().equals(desk.merchant()))
            .toList();
    return new OrderPage(desk, found, steps, complaints);
  }

  /// Sends the buyer the link once more; the merchant never sees where it goes.
  @PostMapping("/workbench/{shop}/orders/{order}/link")
  Redirect link(Desk desk, @PathVariable OrderId order) {
    var _ = orders.ofMerchant(desk.merchant(), order).orElseThrow(NotFoundException::new);
    orders.sendLink(order, Party.merchant(desk.person()));
    return Redirect.to(desk.path("/orders/" + order)).saying("orders.done.link");
  }

  /// Shows what is about to be done to the chosen orders.
  @PostMapping("/workbench/{shop}/orders/bulk")
  Object bulk(
      Desk desk,
      @RequestParam(defaultValue = "") List<UUID> ids,
      @RequestParam(defaultValue = "") String act) {
    var chosen = chosen(desk, ids);
    return chosen.isEmpty()
        ? Redirect.to(desk.path("/orders")).saying("orders.bulk.nothing")
        : new OrdersBulkPage(desk, known(act), chosen);
  }

  /// Each order by itself: one that stands differently is left as it is. Only what this shop has
  /// not delivered is given back.
  @PostMapping("/workbench/{shop}/orders/bulk/do")
  Redirect doBulk(
      Desk desk,
      @RequestParam(defaultValue = "") List<UUID> ids,
      @RequestParam(defaultValue = "") String act,
      @RequestParam(defaultValue = "") String why) {
    var name = known(act);
    var list = Redirect.to(desk.path("/orders"));
    if (name.equals("refund") && why.isBlank()) {
      return list.saying("orders.done.reasonNeeded");
    }
    var left = chosen(desk, ids).stream().filter(order -> !done(desk, order, name, why)).count();
    return list.saying(left == 0 ? "orders.bulk.done" : "orders.bulk.someDone");
  }

  private boolean done(Desk desk, MerchantOrder order, String act, String why) {
    var by = Party.merchant(desk.person());
    if (act.equals("link")) {
      orders.sendLink(order.id(), by);
      return true;
    }
    return orders.takeBackOpen(order.id(), desk.merchant(), by, why) instanceof Returning.Refunding;
  }

  private static String known(String act) {
    if (!List.of("link", "refund").contains(act)) {
      throw new NotFoundException();
    }
    return act;
  }

  private List<MerchantOrder> chosen(Desk desk, List<UUID> ids) {
    return ids.stream()
        .distinct()
        .limit(MOST_AT_ONCE)
        .map(id -> orders.ofMerchant(desk.merchant(), new OrderId(id)))
        .flatMap(Optional::stream)
        .toList();
  }

  /// What buyers read beside what they bought.
  @GetMapping("/workbench/{shop}/offers/{offer}/words")
  DeliveryWordsPage words(Desk desk, @PathVariable OfferId offer) {
    var own = own(desk, offer);
    return new DeliveryWordsPage(
        desk, own, words.of(List.of(offer)).getOrDefault(offer, new Words("", "")));
  }

  @PostMapping("/workbench/{shop}/offers/{offer}/words")
  Redirect words(
      Desk desk,
      @PathVariable OfferId offer,
      @RequestParam(defaultValue = "") String zh,
      @RequestParam(defaultValue = "") String en) {
    var own = own(desk, offer);
    var back = Redirect.to(desk.path("/offers/" + own.id() + "/words"));
    if (zh.length() > DeliveryWords.LONGEST || en.length() > DeliveryWords.LONGEST) {
      return back.saying("orders.words.long");
    }
    words.put(desk.merchant(), own.id(), new Words(zh, en), desk.person());
    return back.saying("orders.words.saved");
  }

  private Offer own(Desk desk, OfferId offer) {
    return catalog
        .offer(offer)
        .filter(found -> found.merchant().equals(desk.merchant()))
        .orElseThrow(NotFoundException::new);
  }

  private Slice<MerchantOrder> found(Desk desk, OrdersPage.Form form, int page) {
    var search =
        new OrderSearch(
            form.text(), form.known(), null, start(form.from(), 0), start(form.to(), 1));
    return orders.ofMerchant(desk.merchant(), search, page, Slice.DEFAULT_SIZE);
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

  /// Delivers a line that a person fulfils.
  @PostMapping("/workbench/{shop}/orders/{order}/{position}")
  Redirect handOver(
      Desk desk,
      @PathVariable OrderId order,
      @PathVariable int position,
      @RequestParam String text) {
    var written = text.strip();
    if (written.isEmpty() || written.length() > LONGEST_TEXT) {
      return Redirect.to(desk.path("/orders")).saying("workbench.orders.nothing");
    }
    if (!orders.handOver(order, position, desk.merchant(), List.of(written))) {
      throw new NotFoundException();
    }
    return Redirect.to(desk.path("/orders")).saying("workbench.orders.handedOver");
  }

  private static void write(CsvFile csv, MerchantOrder order) {
    for (var line : order.lines()) {
      csv.row(
          order.number(),
          order.placedAt(),
          order.state(),
          order.contact(),
          line.title().in("en"),
          line.quantity(),
          line.amount().major(),
          line.amount().currency());
    }
  }
}
