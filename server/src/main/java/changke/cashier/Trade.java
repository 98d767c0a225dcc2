package changke.cashier;

import changke.shared.Money;

/// A payment as the sandbox knows it; `outTradeNo` is the shop's number.
record Trade(
    String tradeNo,
    String pid,
    String outTradeNo,
    Money amount,
    String title,
    String notifyUrl,
    String returnUrl,
    State state) {

  enum State {
    WAITING,
    PAID,
    CLOSED
  }
}
