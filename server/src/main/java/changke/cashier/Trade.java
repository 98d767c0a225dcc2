package changke.cashier;

import changke.shared.Money;

/// A payment as the sandbox knows it; `outTradeNo` is the shop's number, `account` what the buyer
/// paid from, empty where the sandbox was not told.
record Trade(
    String tradeNo,
    String pid,
    String outTradeNo,
    Money amount,
    String title,
    String notifyUrl,
    String returnUrl,
    State state,
    String account) {

  enum State {
    WAITING,
    PAID,
    CLOSED
  }
}
