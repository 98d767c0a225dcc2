package changke.storefront;

import changke.orders.Order;
import changke.pages.Page;
import changke.shared.Words;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/// The first page: categories with a picture each, what is new, what regulars take, and for a
/// member what was bought last. What sells may come first.
record HomePage(
    Front front,
    List<Shelf> shelves,
    List<Tile> popular,
    boolean popularFirst,
    List<Tile> newest,
    List<Order> again,
    Supplier<UUID> requests)
    implements Page {

  record Shelf(String path, Words name, String picture) {}
}
