package changke.insights;

import changke.shared.Words;
import java.util.List;

/// What is known of the offers that were sold, by their numbers: how they are called, and in which
/// of the categories they are.
///
/// @param categoryOf -1 for an offer that the catalog does not know
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
record Shelf(List<Words> categories, List<Words> offers, int[] categoryOf) {

  static final Shelf EMPTY = new Shelf(List.of(), List.of(), new int[0]);

  Shelf {
    categories = List.copyOf(categories);
    offers = List.copyOf(offers);
  }

  int category(int offer) {
    return offer < categoryOf.length ? categoryOf[offer] : -1;
  }

  String category(int category, Voice voice) {
    return category < 0 || category >= categories.size()
        ? voice.say("console.category.unknown")
        : categories.get(category).in(voice.language().getLanguage());
  }

  String offer(int offer, Voice voice) {
    return offer < offers.size()
        ? offers.get(offer).in(voice.language().getLanguage())
        : voice.say("console.category.unknown");
  }
}
