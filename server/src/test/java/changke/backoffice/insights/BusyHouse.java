package changke.backoffice.insights;

import changke.activity.Happening;
import changke.activity.Journal;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/// Notes three months of visits and orders of made-up people in the journal.
final class BusyHouse {

  private static final List<String> SITES = List.of("search.example", "forum.example", "");
  private final Journal journal;
  private final Ids ids;
  private final Random random;

  BusyHouse(Journal journal, Ids ids, long seed) {
    this.journal = journal;
    this.ids = ids;
    random = new Random(seed);
  }

  void live(Instant now, int people) {
    var offers = List.of(ids.next(), ids.next(), ids.next(), ids.next());
    var merchants = List.of(ids.next(), ids.next());
    for (int i = 0; i < people; i++) {
      var person = new PersonId(ids.next());
      int since = 1 + random.nextInt(90);
      int visits = 1 + (int) (Math.pow(random.nextDouble(), 3) * 12);
      for (int v = 0; v < visits; v++) {
        int ago = v == 0 ? since : random.nextInt(since + 1);
        visit(
            person,
            now.minus(Duration.ofDays(ago)).minusSeconds(random.nextInt(40_000)),
            offers,
            merchants);
      }
    }
  }

  private void visit(PersonId person, Instant at, List<UUID> offers, List<UUID> merchants) {
    var site = SITES.get(random.nextInt(SITES.size()));
    note(
        person,
        "Page Viewed",
        at,
        site.isEmpty() ? Map.of("path", "/") : Map.of("path", "/", "referrer", site));
    if (random.nextInt(4) > 0) {
      note(person, "Page Viewed", at.plusSeconds(40), Map.of("path", "/offers/1"));
      if (random.nextInt(3) > 0) {
        note(person, "Page Viewed", at.plusSeconds(90), Map.of("path", "/checkout"));
        if (random.nextInt(2) > 0) {
          int which = random.nextInt(offers.size());
          int minor = 990 + random.nextInt(20) * 500;
          note(
              person,
              "Order Paid",
              at.plusSeconds(200),
              Map.of(
                  "order_id",
                  ids.next().toString(),
                  "total_minor",
                  minor,
                  "currency",
                  "CNY",
                  "products",
                  List.of(
                      Map.of(
                          "product_id",
                          offers.get(which).toString(),
                          "merchant_id",
                          merchants.get(which % 2).toString(),
                          "quantity",
                          1,
                          "amount_minor",
                          minor))));
        }
      }
    }
  }

  private void note(PersonId person, String kind, Instant at, Map<String, Object> properties) {
    journal.append(
        Happening.own(ids.next(), kind, Optional.of(person), Optional.empty(), at, properties));
  }
}
