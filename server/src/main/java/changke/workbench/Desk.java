package changke.workbench;

import changke.merchants.Shop;
import changke.pages.Console;
import changke.pages.Console.Entry;
import changke.shared.MerchantId;
import changke.shared.PersonId;
import java.util.List;

/// Who works here, and for which shop. A controller's method gets it by asking for it: the shop is
/// the one that the address names, and someone who does not work there finds no such page.
record Desk(Shop shop, PersonId person) {

  MerchantId merchant() {
    return shop.id();
  }

  /// An address below this shop's desk.
  String path(String rest) {
    return "/workbench/" + shop.slug() + rest;
  }

  Console console() {
    return new Console(
        "workbench.name",
        path(""),
        List.of(
            new Entry(path(""), "workbench.today", "home"),
            new Entry(path("/orders"), "workbench.orders", "list"),
            new Entry(path("/complaints"), "orders.complaints", "bell"),
            new Entry(path("/money"), "workbench.money", "money"),
            new Entry(path("/offers"), "workbench.offers", "box"),
            new Entry(path("/imports"), "workbench.imports", "key"),
            new Entry(path("/words"), "workbench.shop", "shop"),
            new Entry(path("/team"), "workbench.team", "people"),
            new Entry(path("/rewards"), "rewards.shop", "star"),
            new Entry(path("/tokens"), "security.tokens.title", "shield"),
            new Entry(path("/webhooks"), "webhooks.name", "bell")));
  }
}
