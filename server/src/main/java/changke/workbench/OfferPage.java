package changke.workbench;

import changke.catalog.Categories;
import changke.catalog.Offer;
import changke.pages.Page;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The form of an offer; `offer` is null for a new one, `parent` is what it is a variant of,
/// `unfit` names the fields to look at.
record OfferPage(
    Desk desk,
    @Nullable Offer offer,
    OfferForm form,
    List<InputRow> inputs,
    @Nullable Offer parent,
    List<Offer> variants,
    Categories categories,
    List<String> unfit,
    @Nullable String problem)
    implements Page {

  @Override
  public int status() {
    return problem == null ? 200 : 422;
  }

  /// With one more row to be filled.
  List<InputRow> rows() {
    return Stream.concat(inputs.stream(), Stream.of(InputRow.BLANK)).toList();
  }

  boolean wrong(String field) {
    return unfit.contains(field);
  }

  String action() {
    return offer == null ? desk.path("/offers/new") : desk.path("/offers/" + offer.id());
  }
}
