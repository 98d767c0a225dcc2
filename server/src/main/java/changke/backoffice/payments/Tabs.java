package changke.backoffice.payments;

import java.util.List;

/// The pages about money, and how many things wait for a person on them.
record Tabs(String current, int refunds, int surpluses, int withdrawals) {

  static final List<String> ALL =
      List.of(
          "charges",
          "refunds",
          "notifications",
          "surplus",
          "withdrawals",
          "corrections",
          "reconciliation",
          "commission",
          "channels");

  int waiting(String tab) {
    return switch (tab) {
      case "refunds" -> refunds;
      case "surplus" -> surpluses;
      case "withdrawals" -> withdrawals;
      default -> 0;
    };
  }
}
