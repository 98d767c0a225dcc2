package changke.engine.taste;

/// Items as directions that some other model worked out from pictures or texts: near is a small
/// angle, and what points away is not near at all.
public final class Embeddings implements Content {

  private final float[][] unit;

  /// Vectors from outside.
  ///
  /// @param vectors by item, all of one length; a vector of zeros is an item about which nothing is
  ///   known
  public Embeddings(float[][] vectors) {
    unit = new float[vectors.length][];
    for (int i = 0; i < vectors.length; i++) {
      if (vectors[i].length != vectors[0].length) {
        throw new IllegalArgumentException("vector " + i + " has another length");
      }
      unit[i] = unit(vectors[i], i);
    }
  }

  private static float[] unit(float[] vector, int item) {
    double square = 0;
    for (float x : vector) square += (double) x * x;
    if (!Double.isFinite(square))
      throw new IllegalArgumentException("vector " + item + " is not finite");
    var unit = new float[vector.length];
    if (square > 0)
      for (int d = 0; d < unit.length; d++) unit[d] = (float) (vector[d] / Math.sqrt(square));
    return unit;
  }

  @Override
  public int items() {
    return unit.length;
  }

  @Override
  public float[] scores(int... history) {
    var scores = new float[unit.length];
    if (history.length == 0) return scores;
    var wanted = new float[unit[0].length];
    for (int bought : history) for (int d = 0; d < wanted.length; d++) wanted[d] += unit[bought][d];
    for (int i = 0; i < scores.length; i++) scores[i] = Math.max(0, dot(wanted, unit[i]));
    return scores;
  }

  @Override
  public float nearness(int a, int b) {
    return Math.clamp(dot(unit[a], unit[b]), 0, 1);
  }

  private static float dot(float[] x, float[] y) {
    float sum = 0;
    for (int d = 0; d < x.length; d++) sum += x[d] * y[d];
    return sum;
  }
}
