package changke.workbench;

import changke.identity.Allowed;
import changke.identity.Who;
import changke.merchants.Merchants;
import changke.merchants.ShopDraft;
import changke.merchants.ShopEdited;
import changke.pages.Redirect;
import changke.shared.Words;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What a shop says about itself.
@Controller
@Allowed(Who.MERCHANT)
class ShopController {

  private final Merchants merchants;

  ShopController(Merchants merchants) {
    this.merchants = merchants;
  }

  @GetMapping("/workbench/{shop}/words")
  ShopPage words(Desk desk) {
    var shop = desk.shop();
    var draft = new ShopDraft(shop.slug(), shop.name(), shop.words(), shop.contact());
    return new ShopPage(desk, draft, shop.version(), List.of());
  }

  @PostMapping("/workbench/{shop}/words")
  Object save(
      Desk desk,
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(defaultValue = "") String slug,
      @RequestParam(defaultValue = "") String nameZh,
      @RequestParam(defaultValue = "") String nameEn,
      @RequestParam(defaultValue = "") String wordsZh,
      @RequestParam(defaultValue = "") String wordsEn,
      @RequestParam(defaultValue = "") String contact) {
    var draft =
        new ShopDraft(slug, new Words(nameZh, nameEn), new Words(wordsZh, wordsEn), contact);
    return switch (merchants.edit(desk.merchant(), version, draft)) {
      case ShopEdited.Saved saved ->
          Redirect.to("/workbench/" + saved.shop().slug() + "/words")
              .saying("workbench.shop.saved");
      case ShopEdited.Unfit unfit ->
          new ShopPage(
              desk,
              draft,
              version,
              unfit.fields().stream().map(field -> "workbench.sell.unfit." + field).toList());
      case ShopEdited.SlugTaken _ ->
          new ShopPage(desk, draft, version, List.of("workbench.sell.unfit.taken"));
      case ShopEdited.ChangedMeanwhile changed ->
          new ShopPage(desk, draft, changed.current().version(), List.of("workbench.shop.changed"));
    };
  }
}
