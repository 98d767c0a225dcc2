package changke.engine.churn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Gradient-boosted trees on the logistic loss. Deterministic: no rows or features are drawn.
final class Trees implements Scorer {

  private static final int MOST = 600;
  private static final double RATE = 0.05;

  /// Boosting ends when this many trees in a row have not made later people any clearer.
  private static final int PATIENCE = 40;

  private final double start;
  private final List<Tree> trees;

  private Trees(double start, List<Tree> trees) {
    this.start = start;
    this.trees = List.copyOf(trees);
  }

  /// Learns from `train` for as long as it helps on `later`.
  static Trees fit(Examples train, Examples later) {
    var bins = Bins.of(train);
    var columns = bins.columns(train);
    var start = Odds.log((double) train.positives() / train.size());
    var known = filled(train.size(), start);
    var ahead = filled(later.size(), start);
    var trees = new ArrayList<Tree>();
    var best = loss(later, ahead);
    int kept = 0;
    while (trees.size() < MOST && trees.size() - kept < PATIENCE) {
      var tree = next(bins, columns, train, known);
      add(tree, train, known);
      add(tree, later, ahead);
      trees.add(tree);
      var now = loss(later, ahead);
      if (now < best) {
        best = now;
        kept = trees.size();
      }
    }
    return new Trees(start, trees.subList(0, kept));
  }

  private static Tree next(Bins bins, byte[][] columns, Examples train, double[] scores) {
    var slope = new double[scores.length];
    var curve = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      var p = Odds.probability(scores[i]);
      slope[i] = (train.gone(i) ? 1 : 0) - p;
      curve[i] = p * (1 - p);
    }
    return new TreeGrower(bins, columns, slope, curve, RATE).grow();
  }

  private static void add(Tree tree, Examples examples, double[] scores) {
    for (int i = 0; i < scores.length; i++) {
      scores[i] += tree.score(examples.row(i));
    }
  }

  private static double loss(Examples examples, double[] scores) {
    var sum = 0.0;
    for (int i = 0; i < scores.length; i++) {
      sum += Odds.loss(scores[i], examples.gone(i));
    }
    return sum;
  }

  private static double[] filled(int size, double value) {
    var array = new double[size];
    Arrays.fill(array, value);
    return array;
  }

  int size() {
    return trees.size();
  }

  @Override
  public double score(double[] row) {
    var sum = start;
    for (var tree : trees) {
      sum += tree.score(row);
    }
    return sum;
  }

  @Override
  public double[] effects(double[] row) {
    var effects = new double[Feature.COUNT];
    for (var tree : trees) {
      tree.effects(row, effects);
    }
    return effects;
  }
}
