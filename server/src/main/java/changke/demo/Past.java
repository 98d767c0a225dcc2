package changke.demo;

import changke.activity.Happening;
import changke.activity.Journal;
import changke.catalog.Catalog;
import changke.catalog.Offer;
import changke.shared.PersonId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Seventeen weeks of visits and purchases by made-up people without accounts, so that a fresh
/// house's insights have something to show. It is in the journal only: no order, money, card or
/// letter comes of it.
///
/// Everything follows from the installation's seed and the day on which it was begun, so that an
/// interrupted filling goes on and nothing is told twice.
@Component
class Past {

  static final int WEEKS = 17;
  static final int PEOPLE = 420;
  private static final int AT_ONCE = 400;
  private static final int MOST_VISITS = 40;
  private static final int OFFERS = 50;
  private static final List<String> SITES =
      List.of("", "", "search.example", "search.example", "forum.example", "video.example");

  private final Journal journal;
  private final Catalog catalog;
  private final TransactionTemplate transaction;

  Past(Journal journal, Catalog catalog, TransactionTemplate transaction) {
    this.journal = journal;
    this.catalog = catalog;
    this.transaction = transaction;
  }

  /// Tells the past up to an instant; what was told before is left as it is.
  void tell(byte[] seed, Instant until) {
    var offers = catalog.newest(0, OFFERS).rows();
    var told = new ArrayList<Happening>();
    for (int i = 0; i < PEOPLE && !offers.isEmpty(); i++) {
      told.addAll(new Life(seed, i, until, offers).told());
      if (told.size() >= AT_ONCE || i + 1 == PEOPLE) {
        transaction.executeWithoutResult(_ -> told.forEach(journal::append));
        told.clear();
      }
    }
  }

  /// One of the made-up people.
  static PersonId person(byte[] seed, int number) {
    return new PersonId(id(seed, "past/" + number));
  }

  private static UUID id(byte[] seed, String name) {
    var bytes = name.getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(
        ByteBuffer.allocate(seed.length + bytes.length).put(seed).put(bytes).array());
  }

  /// One made-up person: since when, how often, what for.
  private static final class Life {

    private final List<Happening> told = new ArrayList<>();
    private final SplittableRandom random;
    private final byte[] seed;
    private final int number;
    private final PersonId person;
    private final List<Offer> offers;

    Life(byte[] seed, int number, Instant until, List<Offer> offers) {
      this.seed = seed;
      this.number = number;
      this.offers = offers;
      random = new SplittableRandom(ByteBuffer.wrap(seed).getLong() + number);
      person = Past.person(seed, number);
      var begun = until.minus(Duration.ofDays(WEEKS * 7L));
      // Later weeks bring more new people than the first ones.
      double days = WEEKS * 7 * Math.sqrt(random.nextDouble());
      double gap = 1.5 + 20 * Math.pow(random.nextDouble(), 2);
      double staying = 5 + 200 * Math.pow(random.nextDouble(), 2);
      double left = Math.min(WEEKS * 7, days + staying);
      for (int v = 0; v < MOST_VISITS && days < left; v++) {
        var day = begun.plus(Duration.ofDays((long) days));
        visit(day.plusSeconds(9 * 3_600 + random.nextInt(12 * 3_600)), until);
        days += 0.4 + gap * -Math.log(1 - random.nextDouble());
      }
    }

    List<Happening> told() {
      return told;
    }

    private void visit(Instant at, Instant until) {
      if (at.isAfter(until.minusSeconds(3_600))) {
        return;
      }
      var site = SITES.get(random.nextInt(SITES.size()));
      page(at, "/", site);
      if (random.nextInt(5) == 0) {
        return;
      }
      // Everybody has a favourite corner of the shop.
      int which = Math.floorMod(number * 7 + random.nextInt(6), offers.size());
      page(at.plusSeconds(30 + random.nextInt(60)), "/c/" + offers.get(which).section(), "");
      page(at.plusSeconds(120 + random.nextInt(60)), "/offers/" + offers.get(which).id(), "");
      if (random.nextInt(3) == 0) {
        page(at.plusSeconds(240 + random.nextInt(60)), "/checkout", "");
        if (random.nextInt(4) > 0) {
          buy(at.plusSeconds(360), until, offers.get(which));
        }
      }
    }

    private void buy(Instant at, Instant until, Offer offer) {
      var order = id("order");
      var sale =
          Map.<String, Object>of(
              "order_id", order.toString(),
              "total_minor", offer.price().minor(),
              "currency", offer.price().currency().getCurrencyCode(),
              "products",
                  List.of(
                      Map.of(
                          "product_id", offer.id().toString(),
                          "merchant_id", offer.merchant().toString(),
                          "quantity", 1,
                          "amount_minor", offer.price().minor())));
      note("Order Placed", at, sale);
      note("Order Paid", at.plusSeconds(20), sale);
      var back = at.plusSeconds(86_400);
      if (random.nextInt(25) == 0 && back.isBefore(until)) {
        note("Order Refunded", back, sale);
      }
    }

    private void page(Instant at, String path, String site) {
      note(
          "Page Viewed",
          at,
          site.isEmpty() ? Map.of("path", path) : Map.of("path", path, "referrer", site));
    }

    private void note(String kind, Instant at, Map<String, Object> properties) {
      told.add(
          Happening.own(id(kind), kind, Optional.of(person), Optional.empty(), at, properties));
    }

    /// The next id of this person; the same in every telling.
    private UUID id(String what) {
      return Past.id(seed, "past/" + number + "/" + told.size() + "/" + what);
    }
  }
}
