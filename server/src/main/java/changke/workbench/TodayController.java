package changke.workbench;

import changke.catalog.Catalog;
import changke.catalog.OfferState;
import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Who;
import changke.merchants.Merchants;
import changke.orders.Orders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The door of the console, and what needs the merchant today.
@Controller
@Allowed(Who.MERCHANT)
class TodayController {

  private static final int LOOKED_THROUGH = 500;

  private final Merchants merchants;
  private final Catalog catalog;
  private final Stock stock;
  private final Orders orders;

  TodayController(Merchants merchants, Catalog catalog, Stock stock, Orders orders) {
    this.merchants = merchants;
    this.catalog = catalog;
    this.stock = stock;
    this.orders = orders;
  }

  @GetMapping("/workbench")
  DoorPage door(Person person) {
    return new DoorPage(
        merchants.worksFor(person.id()).stream()
            .map(clerk -> merchants.shop(clerk.merchant()).orElseThrow())
            .toList());
  }

  @GetMapping("/workbench/{shop}")
  TodayPage today(Desk desk) {
    var offers = catalog.ofMerchant(desk.merchant(), false, 0, LOOKED_THROUGH).rows();
    var counted = stock.of(offers);
    var latest = orders.ofMerchant(desk.merchant(), 0).rows();
    return new TodayPage(
        desk,
        latest.stream()
            .filter(order -> order.lines().stream().anyMatch(line -> OrdersPage.waits(order, line)))
            .count(),
        counted.stream().filter(StockedOffer::empty).toList(),
        counted.stream().filter(StockedOffer::low).toList(),
        offers.stream().filter(offer -> offer.state() == OfferState.DRAFT).toList(),
        offers.stream().filter(offer -> offer.state() == OfferState.LISTED).count());
  }
}
