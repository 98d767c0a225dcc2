package changke.workbench;

import changke.catalog.Offer;
import changke.pages.Page;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The form that takes cards in; `id` names the import, so that sending twice takes once.
record StockPage(Desk desk, Offer offer, int available, UUID id, @Nullable String problem)
    implements Page {

  @Override
  public int status() {
    return problem == null ? 200 : 422;
  }
}
