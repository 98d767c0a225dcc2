package changke.engine.churn;

import java.util.Arrays;

/// Feature values as small numbers: a tree looks at 63 borders of a feature, not at every value.
final class Bins {

  static final int MOST = 64;

  private final double[][] borders;

  private Bins(double[][] borders) {
    this.borders = borders;
  }

  /// Borders at the quantiles of the values; a constant feature has none.
  static Bins of(Examples train) {
    var borders = new double[Feature.COUNT][];
    var values = new double[train.size()];
    for (int j = 0; j < borders.length; j++) {
      for (int i = 0; i < values.length; i++) {
        values[i] = train.row(i)[j];
      }
      Arrays.sort(values);
      borders[j] = borders(values);
    }
    return new Bins(borders);
  }

  private static double[] borders(double[] sorted) {
    var borders = new double[MOST - 1];
    int n = 0;
    for (int b = 1; b < MOST; b++) {
      var border = sorted[(int) ((long) b * sorted.length / MOST)];
      if (border > sorted[0] && (n == 0 || border > borders[n - 1])) {
        borders[n++] = border;
      }
    }
    return Arrays.copyOf(borders, n);
  }

  /// The lowest value that falls on the right of a split after bin `bin`.
  double border(int feature, int bin) {
    return borders[feature][bin];
  }

  int bins(int feature) {
    return borders[feature].length + 1;
  }

  /// Each feature's bins of all rows, feature by feature.
  byte[][] columns(Examples examples) {
    var columns = new byte[borders.length][examples.size()];
    for (int i = 0; i < examples.size(); i++) {
      var row = examples.row(i);
      for (int j = 0; j < row.length; j++) {
        var at = Arrays.binarySearch(borders[j], row[j]);
        columns[j][i] = (byte) (at >= 0 ? at + 1 : -at - 1);
      }
    }
    return columns;
  }
}
