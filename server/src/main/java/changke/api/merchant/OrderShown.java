package changke.api.merchant;

import changke.orders.MerchantOrder;
import changke.orders.OrderLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A paid order with the caller's own lines; the buyer's contact is masked.
record OrderShown(
    UUID id, String number, String contact, String state, Instant placedAt, List<Line> lines) {

  /// `answers` are what the buyer filled in; `dueAt` is by when a person promised to deliver.
  record Line(
      int position,
      UUID offer,
      Text title,
      String delivery,
      int quantity,
      long unitMinor,
      long amountMinor,
      String currency,
      Map<String, String> answers,
      String state,
      @Nullable Instant dueAt) {

    static Line of(OrderLine line) {
      return new Line(
          line.position(),
          line.offer().value(),
          Text.of(line.title()),
          OfferShown.word(line.delivery()),
          line.quantity(),
          line.unit().minor(),
          line.amount().minor(),
          line.amount().currency().getCurrencyCode(),
          line.answers(),
          OfferShown.word(line.state()),
          line.dueAt());
    }
  }

  static OrderShown of(MerchantOrder order) {
    return new OrderShown(
        order.id().value(),
        order.number(),
        order.contact(),
        OfferShown.word(order.state()),
        order.placedAt(),
        order.lines().stream().map(Line::of).toList());
  }
}
