package changke.catalog;

import java.util.List;

/// What became of an offer that someone wanted to save.
public sealed interface Saved {

  record Done(Offer offer) implements Saved {}

  /// Someone saved meanwhile; `current` is what stands now.
  record ChangedMeanwhile(Offer current) implements Saved {}

  /// These fields do not fit.
  record Unfit(List<String> fields) implements Saved {}

  /// This merchant has no such offer.
  record NoSuchOffer() implements Saved {}
}
