package changke.insights;

import changke.catalog.Catalog;
import changke.shared.OfferId;
import changke.shared.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import org.springframework.stereotype.Component;

/// Reads the names and categories of sold offers from the catalog; looks again after a while.
@Component
class Shelves {

  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final int AT_ONCE = 500;

  private final Catalog catalog;
  private final Clock clock;
  private Shelf last = Shelf.EMPTY;
  private Instant readAt = Instant.MIN;

  Shelves(Catalog catalog, Clock clock) {
    this.catalog = catalog;
    this.clock = clock;
  }

  synchronized Shelf of(Numbers.Ids offers) {
    var now = clock.instant();
    if (offers.size() != last.offers().size() || readAt.plus(KEPT).isBefore(now)) {
      last = read(offers);
      readAt = now;
    }
    return last;
  }

  private Shelf read(Numbers.Ids offers) {
    var categories = catalog.categories();
    var number = new HashMap<String, Integer>();
    var names = new ArrayList<Words>();
    for (var section : categories.sections()) {
      number.put(section.slug(), names.size());
      names.add(section.name());
    }
    var words = new ArrayList<Words>();
    var categoryOf = new int[offers.size()];
    for (int from = 0; from < offers.size(); from += AT_ONCE) {
      var ids = new ArrayList<OfferId>();
      for (int at = from; at < Math.min(offers.size(), from + AT_ONCE); at++) {
        ids.add(new OfferId(offers.get(at)));
      }
      var known = catalog.offers(ids);
      for (var id : ids) {
        var offer = known.get(id);
        categoryOf[words.size()] = offer == null ? -1 : number.getOrDefault(offer.section(), -1);
        words.add(offer == null ? unknown(id) : offer.title());
      }
    }
    return new Shelf(names, words, categoryOf);
  }

  private static Words unknown(OfferId id) {
    var end = id.value().toString().substring(24);
    return new Words(end, end);
  }
}
