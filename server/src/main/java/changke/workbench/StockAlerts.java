package changke.workbench;

import changke.catalog.Catalog;
import changke.catalog.Offer;
import changke.identity.Identity;
import changke.merchants.Merchants;
import changke.messaging.Letter;
import changke.messaging.Messaging;
import changke.messaging.Recipient;
import changke.shared.Ids;
import changke.shared.OfferId;
import changke.vault.Vault;
import changke.webhooks.EventKind;
import changke.webhooks.Webhooks;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes to everyone who works for a merchant, and tells its webhooks, when the stock of an offer
/// has fallen to where they want to know: once for each fall, whatever is sold meanwhile. It looks
/// at what is there, so nothing depends on how it came to be.
@Component
class StockAlerts {

  private static final int PORTION = 500;

  private final Catalog catalog;
  private final Vault vault;
  private final Merchants merchants;
  private final Identity identity;
  private final Messaging messaging;
  private final LowStock low;
  private final Webhooks webhooks;
  private final Ids ids;
  private final Environment environment;
  private final Clock clock;
  private final TransactionTemplate transaction;

  StockAlerts(
      Catalog catalog,
      Vault vault,
      Merchants merchants,
      Identity identity,
      Messaging messaging,
      LowStock low,
      Webhooks webhooks,
      Ids ids,
      Environment environment,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.catalog = catalog;
    this.vault = vault;
    this.merchants = merchants;
    this.identity = identity;
    this.messaging = messaging;
    this.low = low;
    this.webhooks = webhooks;
    this.ids = ids;
    this.environment = environment;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /// An offer runs low.
  record YourStockIsLow(String offer, String left, String shop, String link) implements Letter {}

  /// Looks at all offers, portion by portion.
  void look() {
    for (@Nullable OfferId after = null; ; ) {
      var portion = catalog.watched(after, PORTION);
      if (!portion.isEmpty()) {
        transaction.executeWithoutResult(_ -> look(portion));
      }
      if (portion.size() < PORTION) {
        return;
      }
      after = portion.getLast().id();
    }
  }

  private void look(List<Offer> offers) {
    var fallen =
        vault.notAbove(offers.stream().collect(Collectors.toMap(Offer::id, Offer::lowStockAt)));
    var byId = offers.stream().collect(Collectors.toMap(Offer::id, Function.identity()));
    low.filled(byId.keySet().stream().filter(id -> !fallen.contains(id)).toList());
    offers.stream()
        .filter(offer -> fallen.contains(offer.id()) && low.fell(offer, clock.instant()))
        .forEach(this::tell);
  }

  private void tell(Offer offer) {
    var shop = merchants.shop(offer.merchant()).orElseThrow();
    var left = vault.available(offer.id());
    var at = clock.instant().toEpochMilli();
    webhooks.tell(
        ids.next(),
        EventKind.STOCK_LOW,
        offer.merchant(),
        Map.of(
            "offerId", offer.id().toString(),
            "merchantId", offer.merchant().toString(),
            "title", Map.of("zh", offer.title().zh(), "en", offer.title().en()),
            "left", left));
    for (var clerk : merchants.staff(offer.merchant())) {
      identity
          .find(clerk.person())
          .ifPresent(person -> {
            var language = person.language().toLanguageTag();
            messaging.queue(
                "low-stock:" + offer.id() + ":" + at + ":" + person.id(),
                new Recipient(person.id(), person.email(), person.language()),
                new YourStockIsLow(
                    offer.title().in(language),
                    String.valueOf(left),
                    shop.name().in(language),
                    address() + "/workbench/" + shop.slug() + "/offers/" + offer.id() + "/stock"));
          });
    }
  }

  private String address() {
    var here = "http://localhost:" + environment.getProperty("local.server.port", "8080");
    return environment.getProperty("changke.url", here);
  }
}
