package changke.engine.churn;

/// Grows one tree on gradients and curvatures of the loss, level by level (Chen and Guestrin 2016,
/// section 2; histograms as in LightGBM).
final class TreeGrower {

  private static final int DEPTH = 4;
  private static final double RIDGE = 5;
  private static final double LEAST_CURVATURE = 10;

  private final Bins bins;
  private final byte[][] columns;
  private final double[] slope;
  private final double[] curve;
  private final double rate;

  /// The rows, in an order in which each node's are together.
  private final int[] order;

  private final int[] scratch;
  private final Tree tree = new Tree();

  /// @param slope residuals, outcome minus probability
  /// @param curve `p(1 − p)`; rows with 0 are not looked at
  TreeGrower(Bins bins, byte[][] columns, double[] slope, double[] curve, double rate) {
    this.bins = bins;
    this.columns = columns;
    this.slope = slope;
    this.curve = curve;
    this.rate = rate;
    this.order = new int[slope.length];
    this.scratch = new int[slope.length];
  }

  Tree grow() {
    var g = 0.0;
    var h = 0.0;
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
      g += slope[i];
      h += curve[i];
    }
    tree.leaf(value(g, h));
    grow(0, 0, order.length, g, h, DEPTH);
    return tree;
  }

  private void grow(int node, int from, int to, double g, double h, int depth) {
    if (depth == 0 || h < 2 * LEAST_CURVATURE) {
      return;
    }
    var best = new Split(-1, -1, 1e-9, 0, 0);
    for (int feature = 0; feature < columns.length; feature++) {
      best = better(best, feature, from, to, g, h);
    }
    if (best.feature < 0) {
      return;
    }
    var rightSlope = g - best.slope;
    var rightCurve = h - best.curve;
    var left =
        tree.split(
            node,
            best.feature,
            bins.border(best.feature, best.bin),
            value(best.slope, best.curve),
            value(rightSlope, rightCurve));
    var middle = partition(best, from, to);
    grow(left, from, middle, best.slope, best.curve, depth - 1);
    grow(left + 1, middle, to, rightSlope, rightCurve, depth - 1);
  }

  private double value(double g, double h) {
    return rate * g / (h + RIDGE);
  }

  private Split better(Split best, int feature, int from, int to, double g, double h) {
    var count = bins.bins(feature);
    if (count < 2) {
      return best;
    }
    var slopes = new double[count];
    var curves = new double[count];
    var column = columns[feature];
    for (int i = from; i < to; i++) {
      var row = order[i];
      slopes[column[row]] += slope[row];
      curves[column[row]] += curve[row];
    }
    var whole = g * g / (h + RIDGE);
    var leftSlope = 0.0;
    var leftCurve = 0.0;
    for (int bin = 0; bin < count - 1; bin++) {
      leftSlope += slopes[bin];
      leftCurve += curves[bin];
      var rightCurve = h - leftCurve;
      if (leftCurve < LEAST_CURVATURE || rightCurve < LEAST_CURVATURE) {
        continue;
      }
      var rightSlope = g - leftSlope;
      var gain =
          leftSlope * leftSlope / (leftCurve + RIDGE)
              + rightSlope * rightSlope / (rightCurve + RIDGE)
              - whole;
      if (gain > best.gain) {
        best = new Split(feature, bin, gain, leftSlope, leftCurve);
      }
    }
    return best;
  }

  /// Moves the rows of the left child to the front, both sides in their old order.
  private int partition(Split split, int from, int to) {
    var column = columns[split.feature];
    int left = from;
    int right = 0;
    for (int i = from; i < to; i++) {
      var row = order[i];
      if (column[row] <= split.bin) {
        order[left++] = row;
      } else {
        scratch[right++] = row;
      }
    }
    System.arraycopy(scratch, 0, order, left, right);
    return left;
  }

  /// The best cut so far; slope and curve are sums over its left side.
  private record Split(int feature, int bin, double gain, double slope, double curve) {}
}
