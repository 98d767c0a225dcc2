package changke.backoffice.messages;

import changke.messaging.Calm;
import changke.messaging.Cap;
import changke.pages.Page;

/// The installation's own limits, and what holds where it sets none.
record HousePage(Calm calm, Calm builtIn, double holdout) implements Page {

  static String code(Cap cap) {
    var code = cap.code();
    return code == null ? "" : code;
  }

  String percent() {
    return java.math.BigDecimal.valueOf(holdout * 100).stripTrailingZeros().toPlainString();
  }
}
