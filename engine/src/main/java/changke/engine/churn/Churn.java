package changke.engine.churn;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Learns who is about to stop buying: trains every method on the earlier cuts, turns their scores
/// into probabilities on later ones, and lets them compete on the last ones.
public final class Churn {

  /// A more complicated method has to be better by more than this in mean AUC.
  private static final double MARGIN = 0.002;

  /// On standardised features: as much against a weight as ten examples with both outcomes say.
  private static final double RIDGE = 10;

  private Churn() {}

  /// Learns from a shop's history.
  ///
  /// @return [Learned.TooFew] below [Learned#LEAST] examples of either outcome on the training cuts
  public static Learned learn(Acts acts, Plan plan) {
    if (!plan.complete()) {
      return new Learned.TooFew(0, 0, RecencyRule.DORMANT);
    }
    var target = plan.target();
    var train = Examples.of(acts, target, plan.train(), plan.calibrate().getFirst() - 1);
    var gone = train.positives();
    var stayed = train.size() - gone;
    var later = Examples.of(acts, target, plan.calibrate(), plan.test().getFirst() - 1);
    var tests = new ArrayList<Examples>();
    for (int cut : plan.test()) {
      tests.add(Examples.of(acts, target, List.of(cut), plan.lastDay()));
    }
    if (Math.min(gone, stayed) < Learned.LEAST
        || oneSided(later)
        || tests.stream().allMatch(Churn::oneSided)) {
      return new Learned.TooFew(gone, stayed, RecencyRule.DORMANT);
    }
    return compete(target, scorers(train, later), later, tests);
  }

  private static boolean oneSided(Examples examples) {
    return examples.positives() == 0 || examples.positives() == examples.size();
  }

  private static Map<Method, Scorer> scorers(Examples train, Examples later) {
    var scorers = new EnumMap<Method, Scorer>(Method.class);
    scorers.put(Method.RECENCY, new OneFeature(Feature.RECENCY_DAYS, 1));
    scorers.put(Method.PURCHASE_RATE, new OneFeature(Feature.EXPECTED, -1));
    scorers.put(Method.LOGISTIC, Logistic.fit(train, RIDGE));
    scorers.put(Method.TREES, Trees.fit(train, later));
    return scorers;
  }

  private static Champion compete(
      Target target, Map<Method, Scorer> scorers, Examples later, List<Examples> tests) {
    var platts = new EnumMap<Method, Platt>(Method.class);
    var reports = new ArrayList<Report>();
    var best = Method.RECENCY;
    var bestAuc = 0.0;
    for (var entry : scorers.entrySet()) {
      var scorer = entry.getValue();
      var platt = Platt.fit(scores(scorer, later), later.gone());
      platts.put(entry.getKey(), platt);
      var report = report(entry.getKey(), scorer, platt, tests);
      reports.add(report);
      if (report.meanAuc() > bestAuc + MARGIN) {
        best = entry.getKey();
        bestAuc = report.meanAuc();
      }
    }
    return new Champion(
        target,
        best,
        Objects.requireNonNull(scorers.get(best)),
        Objects.requireNonNull(platts.get(best)),
        reports);
  }

  private static Report report(Method method, Scorer scorer, Platt platt, List<Examples> tests) {
    var aucs = new ArrayList<Double>();
    var all = new Examples(new double[0][], new boolean[0]);
    for (var test : tests) {
      if (!oneSided(test)) {
        aucs.add(Quality.auc(scores(scorer, test), test.gone()));
      }
      all = all.and(test);
    }
    var probabilities = scores(scorer, all);
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = platt.probability(probabilities[i]);
    }
    return new Report(method, Quality.of(probabilities, all.gone()).orElseThrow(), aucs);
  }

  private static double[] scores(Scorer scorer, Examples examples) {
    var scores = new double[examples.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = scorer.score(examples.row(i));
    }
    return scores;
  }
}
