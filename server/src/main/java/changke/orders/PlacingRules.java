package changke.orders;

import changke.catalog.Delivery;
import changke.catalog.Offer;
import changke.shared.OfferId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Whether an order may be placed. Pure.
final class PlacingRules {

  private static final int MOST_LINES = 20;
  private static final int LARGEST_QUANTITY = 10_000;
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@.]+(\\.[^\\s@.]+)+");

  private PlacingRules() {}

  /// What is wrong with the request by itself and against the offers it names.
  static Optional<Placing> refuse(
      OrderRequest request, Map<OfferId, Offer> offers, Predicate<Delivery> canDeliver) {
    var items = request.items();
    if (items.isEmpty()
        || items.size() > MOST_LINES
        || items.stream().anyMatch(i -> i.quantity() < 1 || i.quantity() > LARGEST_QUANTITY)
        || items.stream().map(OrderRequest.Item::offer).distinct().count() < items.size()) {
      return Optional.of(new Placing.Unfit(List.of("items")));
    }
    for (var item : items) {
      var offer = offers.get(item.offer());
      if (offer == null || !offer.onSale() || !canDeliver.test(offer.delivery())) {
        return Optional.of(new Placing.Unavailable(item.offer()));
      }
      if ((offer.delivery() == Delivery.CHOSEN_CARD)
          != (item.chosen() != null && item.quantity() == 1)) {
        return Optional.of(new Placing.Unfit(List.of("items")));
      }
    }
    var unfit = unfit(request, offers);
    return unfit.isEmpty() ? Optional.empty() : Optional.of(new Placing.Unfit(unfit));
  }

  private static List<String> unfit(OrderRequest request, Map<OfferId, Offer> offers) {
    var unfit = new ArrayList<String>();
    if (request.email().length() > 254 || !EMAIL.matcher(request.email()).matches()) {
      unfit.add("email");
    }
    if (!request.language().matches("[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8}){0,3}")) {
      unfit.add("language");
    }
    var currencies = new HashMap<String, Integer>();
    for (var item : request.items()) {
      var offer = java.util.Objects.requireNonNull(offers.get(item.offer()));
      currencies.merge(offer.price().currency().getCurrencyCode(), 1, Integer::sum);
      for (var input : offer.inputs()) {
        if (!input.accepts(item.answers().getOrDefault(input.name(), ""))) {
          unfit.add(input.name());
        }
      }
    }
    if (currencies.size() > 1) {
      unfit.add("items");
    }
    return unfit;
  }

  /// Whether what waits for payment leaves room. `factor` is how many times the usual this buyer
  /// may have.
  static Optional<Placing> overQuota(
      OrderRequest request,
      Map<OfferId, Offer> offers,
      Placements.Waiting waiting,
      OrderSettings settings,
      int factor) {
    for (var item : request.items()) {
      var limit =
          java.util.Objects.requireNonNull(offers.get(item.offer())).perBuyerLimit() * factor;
      var left = limit - waiting.pieces().getOrDefault(item.offer(), 0);
      if (item.quantity() > left) {
        return Optional.of(new Placing.OverQuota(item.offer(), Math.max(0, left)));
      }
    }
    return waiting.ofBuyer() >= settings.openPerBuyer() * factor
            || waiting.ofAddress() >= settings.openPerAddress() * factor
        ? Optional.of(new Placing.TooManyOpen())
        : Optional.empty();
  }
}
