package changke.engine.taste;

import java.util.stream.IntStream;

/// EASE that takes in new purchases without a new training: a person's row changes the Gram matrix
/// by two matrices of rank one, and the inverse follows exactly (Sherman and Morrison 1950). One
/// person costs n² additions.
///
/// Not safe for two threads at once.
public final class LearningEase {

  private final double[][] inverse;

  public LearningEase(Purchases purchases, double l2) {
    inverse = Ease.inverse(purchases, l2);
  }

  /// One person's basket grew (or, after a refund, shrank).
  ///
  /// @param before all distinct items the person had, as the model knows them; empty for someone
  ///   new
  /// @param after all distinct items the person has now
  public void learn(int[] before, int[] after) {
    // First add, then take away: the matrix stays positive definite in between.
    change(after, 1);
    change(before, -1);
  }

  /// A table of what is known by now, which later learning does not touch.
  public Ease model() {
    return Ease.of(inverse);
  }

  private void change(int[] items, int sign) {
    if (items.length == 0) return;
    int n = inverse.length;
    var column = new double[n];
    for (int item : items) {
      for (int j = 0; j <= item; j++) column[j] += inverse[item][j];
      for (int i = item + 1; i < n; i++) column[i] += inverse[i][item];
    }
    double through = 0;
    for (int item : items) through += column[item];
    double scale = -sign / (1 + sign * through);
    IntStream.range(0, n)
        .parallel()
        .forEach(i -> {
          var row = inverse[i];
          double factor = scale * column[i];
          for (int j = 0; j <= i; j++) row[j] += factor * column[j];
        });
  }
}
