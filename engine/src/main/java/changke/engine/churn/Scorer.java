package changke.engine.churn;

/// A method that ranks people by risk.
sealed interface Scorer permits OneFeature, Logistic, Trees {

  /// The risk on a scale of the method's own, higher is worse.
  double score(double[] row);

  /// What each feature adds to the score, in the order of [Feature].
  double[] effects(double[] row);
}
