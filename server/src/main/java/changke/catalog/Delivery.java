package changke.catalog;

/// How an order line is fulfilled.
public enum Delivery {
  /// The next cards of the vault, each sold once.
  CARDS,
  /// A card that the buyer picks by its label.
  CHOSEN_CARD,
  /// One secret that every buyer receives; the vault never runs out of it.
  SHARED_SECRET,
  /// A person writes what is handed over, within the promised time.
  BY_HAND,
  /// A file of the vault that every buyer downloads, in its present version.
  FILE,
  /// A right: membership, course, voucher, licence.
  GRANT;

  /// Whether a hold in the vault comes before payment.
  public boolean needsStock() {
    return this != BY_HAND && this != GRANT;
  }
}
