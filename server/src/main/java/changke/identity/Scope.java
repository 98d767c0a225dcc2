package changke.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What an API token is good for.
public enum Scope {
  OFFERS_READ,
  OFFERS_WRITE,
  /// Counts of the stock, never a card's text.
  CARDS_READ,
  CARDS_IMPORT,
  ORDERS_READ,
  /// Hand over what a person or a program delivers.
  ORDERS_DELIVER,
  WEBHOOKS_READ,
  WEBHOOKS_WRITE;

  /// `cards.import` for [#CARDS_IMPORT].
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  public static Optional<Scope> of(String code) {
    return Arrays.stream(values()).filter(scope -> scope.code().equals(code)).findFirst();
  }
}
