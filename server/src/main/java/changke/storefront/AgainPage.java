package changke.storefront;

import changke.orders.Again;
import changke.pages.Page;
import java.util.UUID;

/// What buying again would be today, before anything is ordered.
record AgainPage(Front front, Again.Wish wish, UUID request) implements Page {

  boolean some() {
    return wish.lines().stream().anyMatch(line -> line.problem() == null);
  }
}
