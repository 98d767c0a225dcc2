package changke.storefront;

import changke.shared.Words;
import java.util.List;

/// What every page of the shop shows around its own content: the aisles (categories), how many
/// things lie in the cart, and what is searched for. A controller's method gets it by asking for
/// it.
public record Front(List<Aisle> aisles, int cartCount, String query) {

  public record Aisle(String path, Words name) {}
}
