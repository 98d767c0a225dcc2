package changke.workbench;

import changke.catalog.Catalog;
import changke.catalog.Offer;
import changke.catalog.PictureKept;
import changke.catalog.Saved;
import changke.identity.Allowed;
import changke.identity.Who;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.shared.OfferId;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// Offers of one shop: the list, a new one, an edit, and whether it is shown.
@Controller
@Allowed(Who.MERCHANT)
class OffersController {

  private static final int PAGE_SIZE = 50;
  private static final String UNFIT = "workbench.offer.unfit";

  private final Catalog catalog;
  private final Stock stock;

  OffersController(Catalog catalog, Stock stock) {
    this.catalog = catalog;
    this.stock = stock;
  }

  /// All offers, or those in which the words stand.
  @GetMapping("/workbench/{shop}/offers")
  OffersPage offers(
      Desk desk,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "") String q) {
    var offers =
        q.isBlank()
            ? catalog.ofMerchant(desk.merchant(), false, page, PAGE_SIZE)
            : catalog.searchOfMerchant(desk.merchant(), q, page, PAGE_SIZE);
    return new OffersPage(desk, stock.of(offers.rows()), q.strip(), offers.page(), offers.more());
  }

  /// The same move for every offer that was ticked.
  @PostMapping("/workbench/{shop}/offers/states")
  Redirect moveAll(
      Desk desk,
      @RequestParam(defaultValue = "") List<UUID> offer,
      @RequestParam(defaultValue = "") String to) {
    offer.stream()
        .limit(PAGE_SIZE)
        .map(OfferId::new)
        .sorted(Comparator.comparing(OfferId::toString))
        .forEach(id -> moved(desk, id, to));
    return Redirect.to(desk.path("/offers")).saying("workbench.offers.moved");
  }

  @GetMapping("/workbench/{shop}/offers/new")
  OfferPage blank(Desk desk, @RequestParam(required = false) @Nullable UUID variantOf) {
    var parent = variantOf == null ? null : own(desk, new OfferId(variantOf));
    var form =
        parent == null
            ? OfferForm.blank()
            : OfferForm.of(parent, catalog.details(parent.id())).onVersion(0);
    var inputs = parent == null ? List.<InputRow>of() : InputRow.of(parent.inputs());
    return page(desk, null, parent, form, inputs, List.of(), null);
  }

  @PostMapping("/workbench/{shop}/offers/new")
  Object create(
      Desk desk,
      @ModelAttribute OfferForm form,
      @RequestParam MultiValueMap<String, String> typed,
      @RequestParam(required = false) @Nullable UUID variantOf,
      @RequestParam(required = false) @Nullable MultipartFile picture)
      throws IOException {
    var parent = variantOf == null ? null : own(desk, new OfferId(variantOf));
    return save(desk, null, parent, form, InputRow.typed(typed), picture);
  }

  @GetMapping("/workbench/{shop}/offers/{offer}")
  OfferPage offer(Desk desk, @PathVariable OfferId offer) {
    var found = own(desk, offer);
    var form = OfferForm.of(found, catalog.details(offer));
    return page(desk, found, parent(found), form, InputRow.of(found.inputs()), List.of(), null);
  }

  @PostMapping("/workbench/{shop}/offers/{offer}")
  Object edit(
      Desk desk,
      @PathVariable OfferId offer,
      @ModelAttribute OfferForm form,
      @RequestParam MultiValueMap<String, String> typed,
      @RequestParam(required = false) @Nullable MultipartFile picture)
      throws IOException {
    var found = own(desk, offer);
    return save(desk, found, parent(found), form, InputRow.typed(typed), picture);
  }

  @PostMapping("/workbench/{shop}/offers/{offer}/state")
  Redirect move(Desk desk, @PathVariable OfferId offer, @RequestParam String to) {
    if (!moved(desk, offer, to)) {
      throw new NotFoundException();
    }
    return Redirect.to(desk.path("/offers")).saying("workbench.offers.moved");
  }

  private boolean moved(Desk desk, OfferId offer, String to) {
    return switch (to) {
      case "listed" -> catalog.list(desk.merchant(), offer);
      case "paused" -> catalog.pause(desk.merchant(), offer);
      case "withdrawn" -> catalog.withdraw(desk.merchant(), offer);
      default -> false;
    };
  }

  private Object save(
      Desk desk,
      @Nullable Offer before,
      @Nullable Offer parent,
      OfferForm form,
      List<InputRow> inputs,
      @Nullable MultipartFile picture)
      throws IOException {
    var hash = before != null ? before.picture() : parent == null ? null : parent.picture();
    if (picture != null && !picture.isEmpty()) {
      switch (catalog.keepPicture(picture.getBytes())) {
        case PictureKept.Kept kept -> hash = kept.hash();
        case PictureKept.TooLarge _ -> {
          return page(
              desk,
              before,
              parent,
              form,
              inputs,
              List.of("picture"),
              "workbench.offer.pictureTooLarge");
        }
        case PictureKept.NotAPicture _ -> {
          return page(
              desk,
              before,
              parent,
              form,
              inputs,
              List.of("picture"),
              "workbench.offer.notAPicture");
        }
      }
    }
    var draft =
        form.draft(
            catalog.currency(), hash, parent == null ? null : parent.id(), InputRow.fields(inputs));
    if (draft.isEmpty()) {
      var unfit = form.unreadable(catalog.currency());
      return page(desk, before, parent, form, inputs, unfit, UNFIT);
    }
    var saved =
        before == null
            ? catalog.create(desk.merchant(), draft.get(), desk.person())
            : catalog.edit(
                desk.merchant(), before.id(), form.version(), draft.get(), desk.person());
    return switch (saved) {
      case Saved.Done done ->
          Redirect.to(desk.path("/offers/" + done.offer().id())).saying("workbench.offer.saved");
      case Saved.Unfit unfit -> page(desk, before, parent, form, inputs, unfit.fields(), UNFIT);
      case Saved.ChangedMeanwhile changed ->
          page(
              desk,
              changed.current(),
              parent,
              form.onVersion(changed.current().version()),
              inputs,
              List.of(),
              "workbench.offer.changedMeanwhile");
      case Saved.NoSuchOffer _ -> throw new NotFoundException();
    };
  }

  private OfferPage page(
      Desk desk,
      @Nullable Offer offer,
      @Nullable Offer parent,
      OfferForm form,
      List<InputRow> inputs,
      List<String> unfit,
      @Nullable String problem) {
    var variants =
        offer == null || parent != null
            ? List.<Offer>of()
            : catalog.variantsOfMerchant(desk.merchant(), offer.id());
    return new OfferPage(
        desk, offer, form, inputs, parent, variants, catalog.categories(), unfit, problem);
  }

  private @Nullable Offer parent(Offer offer) {
    return offer.variantOf() == null ? null : catalog.offer(offer.variantOf()).orElse(null);
  }

  private Offer own(Desk desk, OfferId id) {
    return catalog
        .offer(id)
        .filter(offer -> offer.merchant().equals(desk.merchant()))
        .orElseThrow(NotFoundException::new);
  }
}
