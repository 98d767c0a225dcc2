package changke.workbench;

import changke.catalog.Categories;
import changke.catalog.Offer;
import changke.pages.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The form of an offer; `offer` is null for a new one, `unfit` names the fields to look at.
record OfferPage(
    Desk desk,
    @Nullable Offer offer,
    OfferForm form,
    Categories categories,
    List<String> unfit,
    @Nullable String problem)
    implements Page {

  @Override
  public int status() {
    return problem == null ? 200 : 422;
  }

  boolean wrong(String field) {
    return unfit.contains(field);
  }

  String action() {
    return offer == null ? desk.path("/offers/new") : desk.path("/offers/" + offer.id());
  }
}
