package changke.workbench;

import changke.catalog.Delivery;
import changke.catalog.Offer;
import changke.pages.Page;
import changke.vault.StoredFile;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The form that takes cards in, or the next version of a file; `id` names the import, so that
/// sending twice takes once.
record StockPage(
    Desk desk,
    Offer offer,
    int available,
    @Nullable StoredFile file,
    UUID id,
    @Nullable String problem)
    implements Page {

  boolean ofFile() {
    return offer.delivery() == Delivery.FILE;
  }

  @Override
  public int status() {
    return problem == null ? 200 : 422;
  }
}
