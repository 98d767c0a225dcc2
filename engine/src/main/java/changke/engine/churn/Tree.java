package changke.engine.churn;

import java.util.Arrays;

/// One regression tree: node 0 is the root, node i has the children `left[i]` and `left[i] + 1`.
final class Tree {

  static final int LEAF = -1;

  private int[] feature = new int[15];
  private double[] border = new double[15];
  private int[] left = new int[15];
  private double[] value = new double[15];
  private int size;

  /// Adds a leaf and returns its number.
  int leaf(double theValue) {
    if (size == value.length) {
      feature = Arrays.copyOf(feature, size * 2);
      border = Arrays.copyOf(border, size * 2);
      left = Arrays.copyOf(left, size * 2);
      value = Arrays.copyOf(value, size * 2);
    }
    feature[size] = LEAF;
    value[size] = theValue;
    return size++;
  }

  /// Turns a leaf into a branch; the value stays as what would be said without the children.
  int split(int node, int theFeature, double theBorder, double leftValue, double rightValue) {
    var first = leaf(leftValue);
    leaf(rightValue);
    feature[node] = theFeature;
    border[node] = theBorder;
    left[node] = first;
    return first;
  }

  double score(double[] row) {
    int node = 0;
    while (feature[node] != LEAF) {
      node = next(node, row);
    }
    return value[node];
  }

  /// Adds to each feature what its branches changed on the row's way down. The sum of the changes
  /// and the root's value is the score, exactly.
  void effects(double[] row, double[] effects) {
    int node = 0;
    while (feature[node] != LEAF) {
      var next = next(node, row);
      effects[feature[node]] += value[next] - value[node];
      node = next;
    }
  }

  double root() {
    return value[0];
  }

  private int next(int node, double[] row) {
    return left[node] + (row[feature[node]] < border[node] ? 0 : 1);
  }
}
