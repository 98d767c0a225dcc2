package changke.workbench;

import changke.catalog.Delivery;
import changke.orders.LineState;
import changke.orders.MerchantOrder;
import changke.orders.OrderLine;
import changke.orders.OrderState;
import changke.pages.Page;
import changke.shared.Slice;

/// `asked` are the words that were searched for, empty for all orders.
record OrdersPage(Desk desk, Slice<MerchantOrder> orders, String asked) implements Page {

  /// Whether a person still has to write what is handed over.
  static boolean waits(MerchantOrder order, OrderLine line) {
    return line.delivery() == Delivery.BY_HAND
        && line.state() == LineState.OPEN
        && (order.state() == OrderState.PAID || order.state() == OrderState.DELIVERING);
  }
}
