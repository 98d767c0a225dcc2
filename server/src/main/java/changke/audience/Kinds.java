package changke.audience;

import changke.activity.Erasure;
import java.util.Set;

/// What kinds of entries mean. Names are those of the journal.
final class Kinds {

  static final String MERGED = "Identities Merged";
  static final String UNDONE = "Merge Undone";
  static final String ENTERED = "Segment Entered";
  static final String LEFT = "Segment Left";
  static final String STAGE_CHANGED = "Stage Changed";
  static final String CHOSEN = "Choices Changed";
  static final String PAID = "Order Paid";
  static final String REFUNDED = "Order Refunded";
  static final String IDENTIFIED = "Identified";

  /// A merchant's own acts, told with `merchant_id`.
  static final String SALE = "Sale";

  static final String MERCHANT_SIGNED_IN = "Merchant Signed In";
  static final String OFFER_PUBLISHED = "Offer Published";
  static final String STOCK_ADDED = "Stock Added";
  static final String COMPLAINT_ANSWERED = "Complaint Answered";
  static final Set<String> OF_MERCHANTS =
      Set.of(MERCHANT_SIGNED_IN, OFFER_PUBLISHED, STOCK_ADDED, COMPLAINT_ANSWERED);

  /// Said by projections or about identities: nobody's act.
  private static final Set<String> NOBODYS =
      Set.of(
          MERGED, UNDONE, ENTERED, LEFT, STAGE_CHANGED, Erasure.KIND, CHOSEN, "Aliased", "Grouped");

  /// Happens to people: it can be asked for, but nobody is awake because of it.
  private static final Set<String> PASSIVE =
      Set.of(
          IDENTIFIED,
          "Order Delivered",
          "Order Completed",
          REFUNDED,
          "Order Cancelled",
          "Order Expired",
          "Survey Shown",
          "Survey Sent",
          "Streak Week",
          "Prize Paid");

  private Kinds() {}

  static boolean isAct(String kind) {
    return !NOBODYS.contains(kind) && !kind.startsWith("Claimed ");
  }

  /// Whether doing this shows that somebody is there.
  static boolean isAwake(String kind) {
    return !PASSIVE.contains(kind);
  }
}
