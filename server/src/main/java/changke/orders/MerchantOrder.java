package changke.orders;

import changke.shared.OrderId;
import java.time.Instant;
import java.util.List;

/// An order as one of its merchants sees it: its own lines, and the contact masked.
public record MerchantOrder(
    OrderId id,
    String number,
    String contact,
    OrderState state,
    Instant placedAt,
    List<OrderLine> lines) {

  static MerchantOrder of(Order order) {
    return new MerchantOrder(
        order.id(),
        order.number(),
        masked(order.email()),
        order.state(),
        order.placedAt(),
        order.lines());
  }

  /// `l***@e***.com`: enough to tell two buyers apart, too little to write to one.
  static String masked(String email) {
    var at = email.indexOf('@');
    var dot = email.lastIndexOf('.');
    if (at < 1 || dot < at + 2) {
      return "***";
    }
    return email.charAt(0) + "***@" + email.charAt(at + 1) + "***" + email.substring(dot);
  }
}
