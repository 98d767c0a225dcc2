package changke.storefront;

import java.util.List;

/// What every page of the shop shows around its own content: the aisles (categories, named in the
/// reader's language), how many things lie in the cart, and what is searched for. A controller's
/// method gets it by asking for it.
record Shop(List<Aisle> aisles, int cartCount, String query) {

  record Aisle(String path, String name) {}
}
