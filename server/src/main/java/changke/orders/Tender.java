package changke.orders;

import changke.shared.Money;
import changke.shared.OrderId;
import changke.shared.PersonId;

/// Port: whoever lets members pay part of an order with something that is not money. It is tender,
/// not price: lines cost what they cost. Called inside the order's transactions; every call can
/// come twice.
public interface Tender {

  /// Sets aside so many units and tells how much of `total` they pay. Units that are not there are
  /// a [PriceMovedException].
  Money hold(OrderId order, PersonId person, long units, Money total);

  /// The order is paid: books what was set aside as paid.
  void capture(OrderId order);

  /// The order died unpaid.
  void release(OrderId order);

  /// So much of the order is given back; tells how much of that was given back in kind. The rest is
  /// given back in money. `request` names it once.
  Money refund(OrderId order, String request, Money amount);
}
