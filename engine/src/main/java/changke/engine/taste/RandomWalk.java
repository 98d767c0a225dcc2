package changke.engine.taste;

import java.util.Arrays;

/// RP3beta: a walk from an item to one of its buyers and on to what else that person bought, with
/// popular ends played down (Paudel, Christoffel, Newell, Bernstein, TiiS 2017). P3alpha is the
/// same with beta 0.
///
/// @param neighbours kept for each item
/// @param alpha the power of each step's chance
/// @param beta how much popular ends are played down
/// @param normalised whether the links of a row sum to 1
public record RandomWalk(int neighbours, double alpha, double beta, boolean normalised) {

  public RandomWalk {
    if (neighbours < 1 || !(alpha >= 0) || !Double.isFinite(beta)) {
      throw new IllegalArgumentException(
          neighbours + " neighbours, alpha " + alpha + ", beta " + beta);
    }
  }

  /// A good start for most shops, after the published tables.
  public static RandomWalk usual() {
    return new RandomWalk(300, .8, .6, true);
  }

  public Neighbours train(Purchases purchases) {
    var byItem = purchases.turned();
    var buyers = purchases.buyers();
    var playedDown = new double[buyers.length];
    for (int i = 0; i < buyers.length; i++)
      playedDown[i] = buyers[i] == 0 ? 0 : Math.pow(buyers[i], -beta);
    var step = steps(purchases);
    var rows =
        Columns.each(
            purchases.items(),
            (item, sums, touched) -> {
              int count = walk(purchases, byItem, item, step, sums, touched);
              return cut(
                  item,
                  Math.pow(1d / Math.max(1, buyers[item]), alpha),
                  playedDown,
                  sums,
                  touched,
                  count);
            });
    var columns = Columns.turned(rows);
    for (int i = 0; i < columns.length; i++) columns[i] = Columns.strongest(columns[i], neighbours);
    return Columns.neighbours(Columns.turned(columns));
  }

  /// The chance to step from each person to one of what they bought, to the power of alpha.
  private float[] steps(Purchases purchases) {
    var step = new float[purchases.people()];
    for (int p = 0; p < step.length; p++) {
      step[p] = (float) Math.pow(1d / Math.max(1, purchases.degree(p)), alpha);
    }
    return step;
  }

  private static int walk(
      Purchases byPerson, Purchases byItem, int item, float[] step, float[] sums, int[] touched) {
    int count = 0;
    for (int b = byItem.start[item]; b < byItem.start[item + 1]; b++) {
      int person = byItem.item[b];
      float chance = step[person];
      for (int i = byPerson.start[person]; i < byPerson.start[person + 1]; i++) {
        int other = byPerson.item[i];
        if (sums[other] == 0) touched[count++] = other;
        sums[other] += chance;
      }
    }
    return count;
  }

  private Columns.Sparse cut(
      int item, double first, double[] playedDown, float[] sums, int[] touched, int count) {
    Arrays.sort(touched, 0, count);
    var at = new int[count];
    var value = new float[count];
    int size = 0;
    for (int t = 0; t < count; t++) {
      int other = touched[t];
      if (other != item) {
        at[size] = other;
        value[size++] = (float) (first * sums[other] * playedDown[other]);
      }
      sums[other] = 0;
    }
    var kept =
        Columns.strongest(
            new Columns.Sparse(Arrays.copyOf(at, size), Arrays.copyOf(value, size)), neighbours);
    if (normalised) scale(kept.value);
    return kept;
  }

  private static void scale(float[] values) {
    double sum = 0;
    for (float value : values) sum += value;
    if (sum > 0) for (int i = 0; i < values.length; i++) values[i] = (float) (values[i] / sum);
  }
}
