package changke.engine.churn;

import java.util.Arrays;

/// Turns a method's score into a probability: a logistic curve fitted on later people (Platt 1999,
/// with the targets and the Newton steps of Lin, Lin and Weng 2007). It never turns the order
/// round: a score that ranks backwards gets one probability for everybody.
record Platt(double slope, double intercept) {

  static Platt fit(double[] score, boolean[] gone) {
    long left = 0;
    for (var one : gone) {
      left += one ? 1 : 0;
    }
    var centre = Arrays.stream(score).average().orElse(0);
    var squares = Arrays.stream(score).map(s -> (s - centre) * (s - centre)).sum();
    var deviation = Math.sqrt(squares / score.length);
    var scale = deviation > 1e-12 * (1 + Math.abs(centre)) ? 1 / deviation : 0;
    var z = Arrays.stream(score).map(s -> (s - centre) * scale).toArray();
    var high = (left + 1.0) / (left + 2);
    var low = 1.0 / (gone.length - left + 2);
    var curve = new Platt(1, Odds.log((left + 1.0) / (gone.length + 2)));
    for (int step = 0; step < 100; step++) {
      var next = curve.step(z, gone, high, low);
      var moved = Math.abs(next.slope - curve.slope) + Math.abs(next.intercept - curve.intercept);
      curve = next;
      if (moved < 1e-10) {
        break;
      }
    }
    return new Platt(curve.slope * scale, curve.intercept - curve.slope * scale * centre);
  }

  private Platt step(double[] z, boolean[] gone, double high, double low) {
    double ga = 0;
    double gb = 0;
    double aa = 1e-9;
    double ab = 0;
    double bb = 1e-9;
    for (int i = 0; i < z.length; i++) {
      var p = probability(z[i]);
      var miss = (gone[i] ? high : low) - p;
      var w = p * (1 - p);
      ga += miss * z[i];
      gb += miss;
      aa += w * z[i] * z[i];
      ab += w * z[i];
      bb += w;
    }
    var determinant = aa * bb - ab * ab;
    return new Platt(
        Math.max(0, slope + Math.clamp((bb * ga - ab * gb) / determinant, -2, 2)),
        intercept + Math.clamp((aa * gb - ab * ga) / determinant, -2, 2));
  }

  double probability(double score) {
    return Odds.probability(slope * score + intercept);
  }
}
