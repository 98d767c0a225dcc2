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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
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

  private final Catalog catalog;
  private final Stock stock;

  OffersController(Catalog catalog, Stock stock) {
    this.catalog = catalog;
    this.stock = stock;
  }

  @GetMapping("/workbench/{shop}/offers")
  OffersPage offers(Desk desk, @RequestParam(defaultValue = "0") int page) {
    var offers = catalog.ofMerchant(desk.merchant(), false, page, PAGE_SIZE);
    return new OffersPage(desk, stock.of(offers.rows()), offers.page(), offers.more());
  }

  @GetMapping("/workbench/{shop}/offers/new")
  OfferPage blank(Desk desk) {
    return new OfferPage(desk, null, OfferForm.blank(), catalog.categories(), List.of(), null);
  }

  @PostMapping("/workbench/{shop}/offers/new")
  Object create(
      Desk desk,
      @ModelAttribute OfferForm form,
      @RequestParam(required = false) @Nullable MultipartFile picture)
      throws IOException {
    return save(desk, null, form, picture);
  }

  @GetMapping("/workbench/{shop}/offers/{offer}")
  OfferPage offer(Desk desk, @PathVariable OfferId offer) {
    var found = own(desk, offer);
    var form = OfferForm.of(found, catalog.details(offer));
    return new OfferPage(desk, found, form, catalog.categories(), List.of(), null);
  }

  @PostMapping("/workbench/{shop}/offers/{offer}")
  Object edit(
      Desk desk,
      @PathVariable OfferId offer,
      @ModelAttribute OfferForm form,
      @RequestParam(required = false) @Nullable MultipartFile picture)
      throws IOException {
    return save(desk, own(desk, offer), form, picture);
  }

  @PostMapping("/workbench/{shop}/offers/{offer}/state")
  Redirect move(Desk desk, @PathVariable OfferId offer, @RequestParam String to) {
    var moved =
        switch (to) {
          case "listed" -> catalog.list(desk.merchant(), offer);
          case "paused" -> catalog.pause(desk.merchant(), offer);
          case "withdrawn" -> catalog.withdraw(desk.merchant(), offer);
          default -> false;
        };
    if (!moved) {
      throw new NotFoundException();
    }
    return Redirect.to(desk.path("/offers")).saying("workbench.offers.moved");
  }

  private Object save(
      Desk desk, @Nullable Offer before, OfferForm form, @Nullable MultipartFile picture)
      throws IOException {
    var hash = before == null ? null : before.picture();
    if (picture != null && !picture.isEmpty()) {
      switch (catalog.keepPicture(picture.getBytes())) {
        case PictureKept.Kept kept -> hash = kept.hash();
        case PictureKept.TooLarge _ -> {
          return again(desk, before, form, List.of("picture"), "workbench.offer.pictureTooLarge");
        }
        case PictureKept.NotAPicture _ -> {
          return again(desk, before, form, List.of("picture"), "workbench.offer.notAPicture");
        }
      }
    }
    var draft = form.draft(catalog.currency(), hash, before);
    if (draft.isEmpty()) {
      return again(desk, before, form, form.unreadable(catalog.currency()), null);
    }
    var saved =
        before == null
            ? catalog.create(desk.merchant(), draft.get(), desk.person())
            : catalog.edit(
                desk.merchant(), before.id(), form.version(), draft.get(), desk.person());
    return switch (saved) {
      case Saved.Done done ->
          Redirect.to(desk.path("/offers/" + done.offer().id())).saying("workbench.offer.saved");
      case Saved.Unfit unfit -> again(desk, before, form, unfit.fields(), null);
      case Saved.ChangedMeanwhile changed ->
          again(
              desk,
              changed.current(),
              form.onVersion(changed.current().version()),
              List.of(),
              "workbench.offer.changedMeanwhile");
      case Saved.NoSuchOffer _ -> throw new NotFoundException();
    };
  }

  private OfferPage again(
      Desk desk,
      @Nullable Offer offer,
      OfferForm form,
      List<String> unfit,
      @Nullable String problem) {
    return new OfferPage(
        desk,
        offer,
        form,
        catalog.categories(),
        unfit,
        problem == null ? "workbench.offer.unfit" : problem);
  }

  private Offer own(Desk desk, OfferId id) {
    return catalog
        .offer(id)
        .filter(offer -> offer.merchant().equals(desk.merchant()))
        .orElseThrow(NotFoundException::new);
  }
}
