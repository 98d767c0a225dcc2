package changke.catalog;

/// Whether an offer is shown and sold.
public enum OfferState {
  DRAFT,
  LISTED,
  /// Out of sight for a while; can be listed again.
  PAUSED,
  /// Gone for good; orders keep their snapshot.
  WITHDRAWN
}
