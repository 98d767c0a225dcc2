package changke.storefront;

import changke.activity.Consent;
import changke.shared.Words;
import java.util.List;

/// What every page of the shop shows around its own content: the aisles (categories), how many
/// things lie in the cart, what is searched for, and whether this browser may be followed. A
/// controller's method gets it by asking for it.
public record Front(List<Aisle> aisles, int cartCount, String query, Consent consent) {

  /// Whether the question has still to be put.
  public boolean asks() {
    return consent == Consent.UNASKED;
  }

  /// Whether this browser may be followed.
  public boolean follows() {
    return consent == Consent.GIVEN;
  }

  public record Aisle(String path, Words name) {}
}
