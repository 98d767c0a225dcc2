package changke.catalog;

import changke.shared.Money;
import changke.shared.Words;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;

/// What an offer must satisfy before it is saved; a field that does not is named.
final class OfferRules {

  private static final int LONGEST_TITLE = 120;
  private static final int LONGEST_SUMMARY = 300;
  private static final int LONGEST_DETAILS = 20_000;
  private static final int MOST_TAGS = 12;
  private static final int LONGEST_TAG = 24;
  private static final int MOST_STEPS = 8;
  private static final int MOST_INPUTS = 6;
  private static final int LARGEST_LIMIT = 10_000;
  private static final int LONGEST_PROMISE_MINUTES = 43_200;
  private static final long HIGHEST_PRICE_MINOR = 1_000_000_000_00L;

  private OfferRules() {}

  static List<String> unfit(OfferDraft draft, Categories categories, Currency currency) {
    var fields = new ArrayList<String>();
    check(fields, "title", !draft.title().isBlank() && fits(draft.title(), LONGEST_TITLE));
    check(fields, "summary", fits(draft.summary(), LONGEST_SUMMARY));
    check(fields, "details", fits(draft.details(), LONGEST_DETAILS));
    check(fields, "price", priceFits(draft.price(), currency));
    check(fields, "category", categories.find(draft.category()).isPresent());
    check(fields, "tags", tagsFit(draft.tags()));
    check(fields, "wholesale", stepsFall(draft));
    check(fields, "inputs", inputsFit(draft.inputs()));
    check(fields, "confirmDays", between(draft.confirmDays(), 0, 90));
    check(fields, "perBuyerLimit", between(draft.perBuyerLimit(), 1, LARGEST_LIMIT));
    check(fields, "promisedMinutes", promiseFits(draft));
    check(fields, "lowStockAt", between(draft.lowStockAt(), 0, 1_000_000));
    return List.copyOf(fields);
  }

  private static void check(List<String> fields, String field, boolean fits) {
    if (!fits) {
      fields.add(field);
    }
  }

  private static boolean fits(Words words, int limit) {
    return words.zh().length() <= limit && words.en().length() <= limit;
  }

  private static boolean between(long value, long least, long most) {
    return value >= least && value <= most;
  }

  private static boolean priceFits(Money price, Currency currency) {
    return price.currency().equals(currency) && between(price.minor(), 0, HIGHEST_PRICE_MINOR);
  }

  private static boolean tagsFit(List<String> tags) {
    return tags.size() <= MOST_TAGS && tags.stream().allMatch(tag -> tag.length() <= LONGEST_TAG);
  }

  /// Every further step starts later and costs less.
  private static boolean stepsFall(OfferDraft draft) {
    if (draft.wholesale().size() > MOST_STEPS) {
      return false;
    }
    var from = 1;
    var unit = draft.price().minor();
    for (var step : draft.wholesale()) {
      if (step.from() <= from || step.unitMinor() >= unit || step.unitMinor() < 0) {
        return false;
      }
      from = step.from();
      unit = step.unitMinor();
    }
    return true;
  }

  private static boolean inputsFit(List<InputField> inputs) {
    var names = new HashSet<String>();
    return inputs.size() <= MOST_INPUTS
        && inputs.stream()
            .allMatch(input ->
                input.name().matches("[a-z][a-zA-Z0-9]{0,29}")
                    && names.add(input.name())
                    && !input.label().isBlank()
                    && (input.kind() == InputField.Kind.CHOICE) != input.choices().isEmpty());
  }

  private static boolean promiseFits(OfferDraft draft) {
    var least = draft.delivery() == Delivery.BY_HAND ? 1 : 0;
    return between(draft.promisedMinutes(), least, LONGEST_PROMISE_MINUTES);
  }
}
