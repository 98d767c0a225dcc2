package changke.backoffice.audience;

import changke.pages.Frame;
import java.util.Locale;
import java.util.Set;

/// Words for the kinds of acts that the house itself knows; others are called as they were sent.
public final class KindNames {

  private static final Set<String> KNOWN =
      Set.of(
          "Page Viewed",
          "Product Viewed",
          "Product List Viewed",
          "Products Searched",
          "Product Added",
          "Product Added to Wishlist",
          "Checkout Started",
          "Order Placed",
          "Order Paid",
          "Order Delivered",
          "Order Completed",
          "Order Refunded",
          "Order Cancelled",
          "Order Expired",
          "Signed In",
          "Signed Up",
          "Identified",
          "Checked In",
          "Wheel Spun",
          "Review Written",
          "Sale",
          "Merchant Signed In",
          "Offer Published",
          "Stock Added",
          "Complaint Answered");

  private KindNames() {}

  /// The key of a kind's word, or the kind itself.
  public static String of(String kind) {
    return KNOWN.contains(kind)
        ? "audience.kind." + kind.toLowerCase(Locale.ROOT).replace(' ', '-')
        : kind;
  }

  public static boolean isKnown(String kind) {
    return KNOWN.contains(kind);
  }

  static String say(String kind, Frame frame) {
    return isKnown(kind) ? frame.say(of(kind)) : kind;
  }

  static boolean isKey(String text) {
    return text.startsWith("audience.")
        || text.startsWith("workbench.order.")
        || text.startsWith("messages.state.")
        || text.startsWith("messages.reason.");
  }
}
