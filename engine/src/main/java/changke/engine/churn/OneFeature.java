package changke.engine.churn;

/// Risk by a single number: the recency rule, and the purchase model's expectation.
///
/// @param sign +1 where more means riskier
record OneFeature(Feature feature, int sign) implements Scorer {

  @Override
  public double score(double[] row) {
    return sign * feature.of(row);
  }

  @Override
  public double[] effects(double[] row) {
    var effects = new double[Feature.COUNT];
    feature.put(effects, score(row));
    return effects;
  }
}
