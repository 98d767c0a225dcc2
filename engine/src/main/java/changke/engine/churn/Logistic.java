package changke.engine.churn;

import changke.engine.linear.Cholesky;
import java.util.Arrays;

/// Logistic regression on standardised features with a ridge, by iteratively reweighted least
/// squares. A constant feature has no weight, and neither likelihood nor weights can run away.
final class Logistic implements Scorer {

  private static final int MAX_STEPS = 50;

  private final double[] centre;
  private final double[] scale;
  private final double[] weight;
  private final double intercept;

  private Logistic(double[] centre, double[] scale, double[] weight, double intercept) {
    this.centre = centre;
    this.scale = scale;
    this.weight = weight;
    this.intercept = intercept;
  }

  /// @param ridge how many examples' worth each weight is drawn to zero; above 0
  static Logistic fit(Examples train, double ridge) {
    var d = Feature.COUNT;
    var n = train.size();
    var bent = new double[n][];
    for (int i = 0; i < n; i++) {
      bent[i] = bent(train.row(i));
    }
    var centre = new double[d];
    var scale = new double[d];
    for (int j = 0; j < d; j++) {
      standardise(bent, j, centre, scale);
    }
    // The last unknown is the intercept.
    var beta = new double[d + 1];
    for (int step = 0; step < MAX_STEPS; step++) {
      var move = step(bent, train, beta, ridge);
      var longest = 0.0;
      for (int j = 0; j <= d; j++) {
        beta[j] += move[j];
        longest = Math.max(longest, Math.abs(move[j]));
      }
      if (longest < 1e-8) {
        break;
      }
    }
    return new Logistic(centre, scale, Arrays.copyOf(beta, d), beta[d]);
  }

  private static void standardise(double[][] x, int j, double[] centre, double[] scale) {
    var n = x.length;
    var sum = 0.0;
    for (var row : x) {
      sum += row[j];
    }
    centre[j] = sum / n;
    var squares = 0.0;
    for (var row : x) {
      squares += (row[j] - centre[j]) * (row[j] - centre[j]);
    }
    var deviation = Math.sqrt(squares / n);
    scale[j] = deviation > 1e-9 * (1 + Math.abs(centre[j])) ? 1 / deviation : 0;
    for (var row : x) {
      row[j] = (row[j] - centre[j]) * scale[j];
    }
  }

  private static double[] step(double[][] x, Examples train, double[] beta, double ridge) {
    var d = beta.length - 1;
    var gradient = new double[d + 1];
    var curvature = new double[d + 1][d + 1];
    for (int j = 0; j < d; j++) {
      gradient[j] = -ridge * beta[j];
      curvature[j][j] = ridge;
    }
    curvature[d][d] = 1e-6;
    for (int i = 0; i < x.length; i++) {
      var row = x[i];
      var p = Odds.probability(dot(row, beta) + beta[d]);
      var miss = (train.gone(i) ? 1 : 0) - p;
      var w = p * (1 - p);
      for (int j = 0; j < d; j++) {
        gradient[j] += miss * row[j];
        var wj = w * row[j];
        for (int k = 0; k <= j; k++) {
          curvature[j][k] += wj * row[k];
        }
        curvature[d][j] += wj;
      }
      gradient[d] += miss;
      curvature[d][d] += w;
    }
    var move = Cholesky.solve(curvature, gradient);
    // With a ridge the curvature is positive definite; rounding at the far end of a plateau is not.
    return move == null ? new double[d + 1] : limited(move);
  }

  private static double[] limited(double[] move) {
    for (int j = 0; j < move.length; j++) {
      move[j] = Math.clamp(move[j], -3, 3);
    }
    return move;
  }

  private static double dot(double[] row, double[] beta) {
    var sum = 0.0;
    for (int j = 0; j < row.length; j++) {
      sum += row[j] * beta[j];
    }
    return sum;
  }

  private static double[] bent(double[] row) {
    var bent = new double[Feature.COUNT];
    for (var feature : Feature.values()) {
      feature.put(bent, feature.bent(feature.of(row)));
    }
    return bent;
  }

  @Override
  public double score(double[] row) {
    var sum = intercept;
    for (var effect : effects(row)) {
      sum += effect;
    }
    return sum;
  }

  @Override
  public double[] effects(double[] row) {
    var effects = bent(row);
    for (int j = 0; j < effects.length; j++) {
      effects[j] = (effects[j] - centre[j]) * scale[j] * weight[j];
    }
    return effects;
  }
}
