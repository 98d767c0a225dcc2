package changke.cashier;

import changke.pages.Page;

/// What is to be paid, or that it was.
record CashierPage(Trade trade) implements Page {

  boolean waiting() {
    return trade.state() == Trade.State.WAITING;
  }

  String stateWord() {
    return "cashier.state." + trade.state().name().toLowerCase(java.util.Locale.ROOT);
  }
}
