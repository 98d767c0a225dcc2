package changke.storefront;

import changke.catalog.Delivery;
import changke.orders.LineState;
import changke.orders.Order;
import changke.orders.OrderLine;
import changke.orders.OrderState;
import changke.orders.OrderStep;
import changke.orders.Revealing;
import changke.orders.Talk;
import changke.pages.Page;
import changke.payments.Channel;
import changke.shared.OfferId;
import changke.shared.Words;
import changke.vault.RevealedCard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An order as its buyer sees it. `keys` are the cards once they were opened, null before; `guest`
/// says that only this browser and the link in the mail lead here, `asked` that a payment provider
/// was asked to take money for it. `words` are what the shops say beside what was opened, `request`
/// makes pressing "buy again" twice one order.
record OrderPage(
    Front front,
    Order order,
    boolean guest,
    List<OrderStep> happened,
    boolean asked,
    List<Channel> channels,
    Map<OfferId, String> pictures,
    @Nullable List<Revealing.LineCards> keys,
    List<Talk> talks,
    Map<OfferId, Words> words,
    UUID request)
    implements Page {

  private static final List<String> TOLD =
      List.of(
          "placed",
          "paid",
          "paid-late",
          "line-short",
          "delivering",
          "delivered",
          "completed",
          "expired",
          "cancelled",
          "refunding",
          "refunded",
          "part-refunded",
          "disputed",
          "complaint-answered",
          "complaint-escalated",
          "complaint-replaced",
          "complaint-refunded",
          "complaint-rejected",
          "complaint-closed");

  private static final List<String> SAD = List.of("expired", "cancelled", "line-short");

  /// One line of the timeline: `at` is null for what is still to come.
  record Step(String word, @Nullable Instant at, String look) {}

  String path() {
    return "/orders/" + order.number();
  }

  List<Step> timeline() {
    var steps = new ArrayList<Step>();
    for (var step : happened) {
      if (TOLD.contains(step.kind())) {
        var sad = SAD.contains(step.kind());
        steps.add(new Step(word(step.kind()), step.at(), sad ? "harm" : "done"));
      }
    }
    switch (order.state()) {
      case PLACED -> {
        steps.add(new Step(word("to-pay"), null, "now"));
        steps.add(new Step(word("to-deliver"), null, ""));
      }
      case PAID, DELIVERING -> steps.add(new Step(word("to-deliver"), null, "now"));
      case DELIVERED -> steps.add(new Step(word("to-complete"), order.completeAt(), ""));
      case REFUNDING -> steps.add(new Step(word("to-refund"), null, "now"));
      case COMPLETED, EXPIRED, CANCELLED, REFUNDED, DISPUTED -> {}
    }
    return steps;
  }

  /// Whether it may change without its reader, so that the page looks again. Money can still come
  /// for an order that was let go.
  boolean moving() {
    return switch (order.state()) {
      case PLACED, PAID, DELIVERING, REFUNDING, DISPUTED -> true;
      case EXPIRED, CANCELLED -> asked;
      case DELIVERED, COMPLETED, REFUNDED -> false;
    };
  }

  /// Tells one look at the order from the next.
  String mark() {
    return face() + "." + happened.size();
  }

  /// When this is another, more than the timeline has changed.
  String face() {
    return order.state() + "." + talks.stream().mapToInt(talk -> talk.messages().size()).sum();
  }

  boolean anyDisputable() {
    return order.lines().stream().anyMatch(this::disputable);
  }

  /// The opened cards of a line.
  List<RevealedCard> cards(OrderLine line) {
    return keys == null
        ? List.of()
        : keys.stream()
            .filter(opened -> opened.line().position() == line.position())
            .flatMap(opened -> opened.cards().stream())
            .toList();
  }

  /// The key of what has to be said before anything else, or nothing.
  @Nullable String truth() {
    if (order.late()) {
      return switch (order.state()) {
        case REFUNDING, REFUNDED -> "orders.truth.late-back";
        default ->
            order.lines().stream().anyMatch(line -> line.state() == LineState.RETURNED)
                ? "orders.truth.late-part"
                : "orders.truth.late";
      };
    }
    if (order.state().isDead() && asked) {
      return "orders.truth.let-go";
    }
    return order.state() == OrderState.PLACED && asked ? "orders.truth.asking" : null;
  }

  boolean payable() {
    return order.state() == OrderState.PLACED;
  }

  boolean delivered() {
    return order.lines().stream()
            .anyMatch(
                line -> line.state() == LineState.DELIVERED && line.delivery() != Delivery.FILE)
        && order.state().isDelivered();
  }

  boolean downloadable(OrderLine line) {
    return line.state() == LineState.DELIVERED
        && line.delivery() == Delivery.FILE
        && order.state().isDelivered();
  }

  /// Whether buying again makes sense: it was had once, and not given back as a whole.
  boolean again() {
    return order.paidAt() != null;
  }

  boolean returnable() {
    return keys == null && order.paidAt() != null && order.state().isDelivered();
  }

  boolean confirmable() {
    return keys != null && order.state() == OrderState.DELIVERED;
  }

  /// Whether something can be said to be wrong with a line: its cards are here and the order is not
  /// done.
  boolean disputable(OrderLine line) {
    return keys != null
        && line.state() == LineState.DELIVERED
        && (order.state() == OrderState.DELIVERED || order.state() == OrderState.DISPUTED);
  }

  String picture(OrderLine line) {
    return pictures.getOrDefault(line.offer(), "/brand/no-picture.svg");
  }

  private static String word(String kind) {
    return "storefront.order.step." + kind;
  }
}
