package changke.demo;

import changke.catalog.Catalog;
import changke.catalog.Category;
import changke.catalog.Delivery;
import changke.catalog.Offer;
import changke.catalog.OfferDraft;
import changke.catalog.OfferKind;
import changke.catalog.OfferState;
import changke.catalog.Saved;
import changke.identity.Identity;
import changke.identity.Person;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.merchants.Applied;
import changke.merchants.Merchants;
import changke.merchants.Reviewed;
import changke.merchants.Shop;
import changke.merchants.ShopDraft;
import changke.shared.Money;
import changke.shared.Words;
import changke.vault.CardImport;
import changke.vault.ImportResult;
import changke.vault.Stocking;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/// Puts the demo's categories, shops, offers and cards in place, one after the other. Each step
/// looks first whether it is done, so that it can be interrupted anywhere and run again.
@Component
class Shelves {

  private static final String CURRENCY = "CNY";
  private static final int CONFIRM_DAYS = 7;
  private static final int MOST_PER_BUYER = 20;
  private static final int LOW_STOCK_AT = 10;
  private static final int PIXELS_WIDE = 480;
  private static final int PIXELS_HIGH = 360;

  private final Identity identity;
  private final Merchants merchants;
  private final Catalog catalog;
  private final Stocking stocking;
  private final RandomGenerator chance;

  Shelves(
      Identity identity,
      Merchants merchants,
      Catalog catalog,
      Stocking stocking,
      RandomGenerator chance) {
    this.identity = identity;
    this.merchants = merchants;
    this.catalog = catalog;
    this.stocking = stocking;
    this.chance = chance;
  }

  void fill(DemoCards cards) {
    var demo = DemoShop.read();
    var operator = identity.findByEmail("operator" + Demo.AT).orElseThrow();
    for (int i = 0; i < demo.categories().size(); i++) {
      var aisle = demo.categories().get(i);
      catalog.keep(new Category(aisle.slug(), null, aisle.name(), i));
    }
    var shops = new HashMap<String, Shop>();
    for (int i = 0; i < demo.merchants().size(); i++) {
      var owner = demo.merchants().get(i);
      var person = person(i == 0 ? "merchant" : owner.slug(), owner);
      shops.put(owner.slug(), shop(owner, person, operator));
    }
    for (var good : demo.offers().reversed()) {
      offer(demo, good, shops, operator, cards);
    }
  }

  /// The first shop belongs to the merchant who has a login; the other owners have none.
  private Person person(String name, DemoShop.Owner owner) {
    var email = name + Demo.AT;
    return identity
        .findByEmail(email)
        .orElseGet(() -> {
          var nobodyKnows = new byte[24];
          chance.nextBytes(nobodyKnows);
          identity.enrol(
              new SignUp(
                  owner.name().zh(),
                  email,
                  HexFormat.of().formatHex(nobodyKnows),
                  Locale.SIMPLIFIED_CHINESE,
                  ZoneId.of("Asia/Shanghai")),
              Role.MERCHANT);
          return identity.findByEmail(email).orElseThrow();
        });
  }

  private Shop shop(DemoShop.Owner owner, Person person, Person operator) {
    return merchants
        .shop(owner.slug())
        .orElseGet(() -> {
          var draft = new ShopDraft(owner.slug(), owner.name(), owner.words(), person.email());
          var application =
              switch (merchants.apply(person.id(), draft)) {
                case Applied.Waiting waiting -> waiting.application();
                case Applied.AlreadyWaiting earlier -> earlier.application();
                case Applied.SlugTaken taken -> throw unfit(owner.slug(), taken);
                case Applied.Unfit unfit -> throw unfit(owner.slug(), unfit);
              };
          return merchants.approve(application.id(), operator.id())
                  instanceof Reviewed.Opened opened
              ? opened.shop()
              : merchants.shop(owner.slug()).orElseThrow();
        });
  }

  private void offer(
      DemoShop demo, DemoShop.Good good, Map<String, Shop> shops, Person by, DemoCards cards) {
    var shop = shops.get(good.merchant());
    if (shop == null) {
      throw new IllegalStateException("no merchant " + good.merchant());
    }
    var picture =
        catalog.keepOwnDrawing(DemoShop.drawing(good.picture()), PIXELS_WIDE, PIXELS_HIGH);
    var offer = known(shop, picture);
    if (offer == null) {
      offer =
          switch (catalog.create(shop.id(), draft(demo, good, picture), by.id())) {
            case Saved.Done done -> done.offer();
            case Saved refused -> throw unfit(good.picture(), refused);
          };
    }
    stock(offer, by, cards.of(good));
    if (offer.state() == OfferState.DRAFT) {
      catalog.list(shop.id(), offer.id());
    }
  }

  private @org.jspecify.annotations.Nullable Offer known(Shop shop, String picture) {
    return catalog.ofMerchant(shop.id(), true, 0, 100).rows().stream()
        .filter(offer -> picture.equals(offer.picture()))
        .findFirst()
        .orElse(null);
  }

  private static OfferDraft draft(DemoShop demo, DemoShop.Good good, String picture) {
    var use = demo.aisle(good.category()).use();
    var details =
        new Words(good.details().zh() + "\n\n" + use.zh(), good.details().en() + "\n\n" + use.en());
    var price = Money.of(good.priceMinor(), CURRENCY);
    return new OfferDraft(
        null,
        OfferKind.CARD,
        Delivery.CARDS,
        good.title(),
        good.summary(),
        details,
        price,
        List.of(),
        List.of(),
        good.category(),
        good.tags(),
        picture,
        CONFIRM_DAYS,
        MOST_PER_BUYER,
        0,
        LOW_STOCK_AT);
  }

  /// An import is known by its id: one that was interrupted goes on, one that is done does nothing.
  private void stock(Offer offer, Person by, List<String> cards) {
    if (!cards.isEmpty()) {
      var id = UUID.nameUUIDFromBytes(("demo " + offer.id()).getBytes(StandardCharsets.UTF_8));
      var lines = String.join("\n", cards).getBytes(StandardCharsets.UTF_8);
      var wanted = CardImport.lines(id, offer.merchant(), offer.id(), by.id(), "demo");
      if (!(stocking.take(wanted, new ByteArrayInputStream(lines)) instanceof ImportResult.Done)) {
        throw unfit("cards", offer.id());
      }
    }
  }

  private static IllegalStateException unfit(String what, Object why) {
    return new IllegalStateException("the demo's " + what + " does not fit: " + why);
  }
}
