package changke.storefront;

import changke.rewards.PointsPay;
import changke.rewards.PriceNote;
import changke.shared.Money;
import changke.shared.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// What a cart costs: the lines' sum, what is taken off and why, what is left, and what the
/// visitor's points could pay of it.
record Bill(Money sum, List<Off> off, Money total, PointsPay points) {

  /// One promotion or coupon with all it takes off.
  record Off(Words title, Money amount) {}

  static List<Off> together(List<PriceNote> notes) {
    var sums = new LinkedHashMap<Words, Money>();
    notes.forEach(note -> sums.merge(note.title(), note.off(), Money::plus));
    var off = new ArrayList<Off>();
    sums.forEach((title, amount) -> off.add(new Off(title, amount)));
    return List.copyOf(off);
  }

  Money withPoints() {
    return total.minus(points.pays());
  }
}
