package changke.engine.churn;

/// Probabilities and their log-odds.
final class Odds {

  private Odds() {}

  static double probability(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }

  static double log(double probability) {
    return Math.log(probability / (1 - probability));
  }

  /// `−ln p(outcome)` for a probability given by its log-odds, without overflow.
  static double loss(double logOdds, boolean happened) {
    var z = happened ? -logOdds : logOdds;
    return z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
  }
}
