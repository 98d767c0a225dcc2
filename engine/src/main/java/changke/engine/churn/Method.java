package changke.engine.churn;

/// The methods that compete, the simpler before the more complicated.
public enum Method {
  /// The longer ago the last purchase, the riskier.
  RECENCY,
  /// The fewer purchases the purchase model (BG/NBD or NBD) expects, the riskier.
  PURCHASE_RATE,
  /// Logistic regression on all features.
  LOGISTIC,
  /// Gradient-boosted trees on all features.
  TREES
}
