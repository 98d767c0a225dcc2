package changke.orders;

import changke.shared.Money;
import changke.shared.OrderId;
import changke.shared.PersonId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Port: whoever grants discounts. Called inside the order's transactions, so that an order and
/// what was used for it live or die together; every call can come twice.
public interface PriceAdjustments {

  /// What would be taken off each line, in the order of the lines; zero for nothing.
  List<Money> quote(@Nullable PersonId person, List<Sale> lines);

  /// Sets aside what the quote was made of.
  void hold(OrderId order, @Nullable PersonId person, List<Sale> lines, List<Money> quote);

  /// The order is paid.
  void capture(OrderId order);

  /// The order died unpaid.
  void release(OrderId order);

  /// Lines were taken back.
  void refund(OrderId order, List<Sale> lines);
}
