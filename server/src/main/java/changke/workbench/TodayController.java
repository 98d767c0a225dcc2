package changke.workbench;

import changke.catalog.Catalog;
import changke.catalog.OfferState;
import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Who;
import changke.merchants.Merchants;
import changke.orders.ComplaintLists;
import changke.orders.MerchantOrders;
import java.time.Clock;
import java.time.LocalDate;
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
  private final MerchantOrders orders;
  private final ComplaintLists complaints;
  private final Clock clock;

  TodayController(
      Merchants merchants,
      Catalog catalog,
      Stock stock,
      MerchantOrders orders,
      ComplaintLists complaints,
      Clock clock) {
    this.clock = clock;
    this.complaints = complaints;
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
  TodayPage today(Desk desk, Person person) {
    var offers = catalog.ofMerchant(desk.merchant(), false, 0, LOOKED_THROUGH).rows();
    var counted = stock.of(offers);
    var midnight = LocalDate.ofInstant(clock.instant(), person.zone()).atStartOfDay(person.zone());
    return new TodayPage(
        desk,
        orders.soldSince(desk.merchant(), midnight.toInstant(), catalog.currency()),
        orders.waiting(desk.merchant()),
        complaints.waitingFor(desk.merchant()),
        counted.stream().filter(StockedOffer::empty).toList(),
        counted.stream().filter(StockedOffer::low).toList(),
        offers.stream().filter(offer -> offer.state() == OfferState.DRAFT).toList(),
        offers.stream().filter(offer -> offer.state() == OfferState.LISTED).count());
  }
}
