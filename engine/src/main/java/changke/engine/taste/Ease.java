package changke.engine.taste;

import java.util.stream.IntStream;

/// EASE: the linear model that explains each item best by all the others, in closed form (Steck,
/// WWW 2019). It is the most accurate model here and the one that holds a full table: 4 bytes for
/// each pair of items.
public final class Ease implements Model {

  /// Beyond this many items the table and its inverse no longer fit a modest machine; [CoPurchase]
  /// and [RandomWalk] have no such limit.
  public static final int MOST_ITEMS = 12_000;

  private final float[][] rows;

  private Ease(float[][] rows) {
    this.rows = rows;
  }

  /// Trains from scratch.
  ///
  /// @param l2 how strongly links are pulled to 0: some hundreds for most shops, found with
  ///   [Evaluation]
  public static Ease train(Purchases purchases, double l2) {
    return of(inverse(purchases, l2));
  }

  /// The lower triangle of (XᵀX + l2·I)⁻¹.
  static double[][] inverse(Purchases purchases, double l2) {
    if (!(l2 > 0) || !Double.isFinite(l2)) throw new IllegalArgumentException("l2: " + l2);
    if (purchases.items() > MOST_ITEMS) {
      throw new IllegalArgumentException(
          purchases.items()
              + " items; EASE takes "
              + MOST_ITEMS
              + ", use CoPurchase or RandomWalk");
    }
    var gram = gram(purchases, l2);
    // A Gram matrix with something positive on its diagonal is positive definite, unless l2 drowns
    // in rounding.
    if (!SymmetricInverse.invert(gram))
      throw new IllegalArgumentException("l2 is too small: " + l2);
    return gram;
  }

  static Ease of(double[][] inverse) {
    int n = inverse.length;
    var rows = new float[n][n];
    IntStream.range(0, n)
        .parallel()
        .forEach(i -> {
          for (int j = 0; j < n; j++) {
            double p = j <= i ? inverse[i][j] : inverse[j][i];
            rows[i][j] = i == j ? 0 : (float) (-p / inverse[j][j]);
          }
        });
    return new Ease(rows);
  }

  private static double[][] gram(Purchases purchases, double l2) {
    var byItem = purchases.turned();
    var gram = new double[purchases.items()][];
    IntStream.range(0, gram.length)
        .parallel()
        .forEach(i -> {
          var row = new double[i + 1];
          for (int b = byItem.start[i]; b < byItem.start[i + 1]; b++) {
            double weight = byItem.weight[b];
            int end = purchases.start[byItem.item[b] + 1];
            for (int k = purchases.start[byItem.item[b]]; k < end; k++) {
              int j = purchases.item[k];
              if (j > i) break;
              row[j] += weight * purchases.weight[k];
            }
          }
          row[i] += l2;
          gram[i] = row;
        });
    return gram;
  }

  @Override
  public int items() {
    return rows.length;
  }

  @Override
  public void add(int bought, float weight, float[] scores) {
    var row = rows[bought];
    for (int j = 0; j < row.length; j++) scores[j] += weight * row[j];
  }

  @Override
  public float link(int bought, int candidate) {
    return rows[bought][candidate];
  }
}
