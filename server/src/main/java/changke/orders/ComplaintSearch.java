package changke.orders;

import changke.shared.MerchantId;
import org.jspecify.annotations.Nullable;

/// Which complaints a list shows. `text` is an order's number or, for operators, a buyer's e-mail
/// address; empty finds all.
public record ComplaintSearch(Which which, String text, @Nullable MerchantId merchant) {

  /// Those that wait for a side, the most urgent first, and for operators who goes first before
  /// that; all that are open; those that are decided, the latest first.
  public enum Which {
    MERCHANT,
    BUYER,
    OPERATOR,
    OPEN,
    DECIDED
  }

  public ComplaintSearch {
    text = text.strip();
  }
}
