package changke.engine.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/// Regression, trees and calibration, each against what is known of it.
class MethodsTest {

  /// Rows of noise; who left is decided by `law` on the row.
  private static Examples examples(int n, long seed, ToDoubleFunction<double[]> law) {
    var random = new Random(seed);
    var rows = new double[n][Feature.COUNT];
    var gone = new boolean[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < Feature.COUNT; j++) {
        rows[i][j] = random.nextGaussian();
      }
      // A constant column must not disturb anything.
      Feature.COUPON_SHARE.put(rows[i], 3);
      gone[i] = random.nextDouble() < Odds.probability(law.applyAsDouble(rows[i]));
    }
    return new Examples(rows, gone);
  }

  @Test
  void regression_recovers_the_law_it_was_given() {
    var law = examples(20_000, 1, row -> 1.5 * Feature.RHYTHM.of(row) - Feature.ALIVE.of(row) - .5);
    var fit = Logistic.fit(law, 1e-6);
    var zero = new double[Feature.COUNT];
    Feature.COUPON_SHARE.put(zero, 3);
    var more = zero.clone();
    Feature.RHYTHM.put(more, 1);
    assertThat(fit.score(more) - fit.score(zero)).isCloseTo(1.5, within(.08));
    assertThat(fit.score(zero)).isCloseTo(-.5, within(.08));
    assertThat(Feature.COUPON_SHARE.of(fit.effects(zero))).isZero();
  }

  @Test
  void at_its_maximum_the_residuals_know_nothing_of_any_feature() {
    var data = examples(3_000, 2, row -> Feature.GAP_SPREAD.of(row));
    var fit = Logistic.fit(data, 1e-9);
    for (var feature : Feature.values()) {
      var sum = 0.0;
      for (int i = 0; i < data.size(); i++) {
        var miss = (data.gone(i) ? 1 : 0) - Odds.probability(fit.score(data.row(i)));
        sum += miss * feature.bent(feature.of(data.row(i)));
      }
      assertThat(sum).as(feature.name()).isCloseTo(0, within(1e-4));
    }
  }

  @Test
  void perfectly_separable_people_do_not_run_the_weights_away() {
    var data = examples(500, 3, row -> Feature.RHYTHM.of(row) > 0 ? 1e9 : -1e9);
    var fit = Logistic.fit(data, 10);
    for (int i = 0; i < data.size(); i++) {
      assertThat(Math.abs(fit.score(data.row(i)))).isLessThan(60);
    }
  }

  @Test
  void trees_see_what_a_line_cannot() {
    ToDoubleFunction<double[]> law =
        row -> 2 * Math.signum(Feature.RHYTHM.of(row) * Feature.LATENESS.of(row));
    var trees = Trees.fit(examples(8_000, 4, law), examples(3_000, 5, law));
    var test = examples(5_000, 6, law);
    assertThat(auc(trees, test)).isGreaterThan(.83);
    assertThat(auc(Logistic.fit(examples(8_000, 4, law), 1), test)).isBetween(.45, .55);
  }

  @Test
  void effects_add_up_to_the_score() {
    var data = examples(2_000, 7, row -> 2 * Feature.RHYTHM.of(row) + Feature.ALIVE.of(row));
    var later = examples(500, 8, row -> 2 * Feature.RHYTHM.of(row) + Feature.ALIVE.of(row));
    for (var scorer : new Scorer[] {Logistic.fit(data, 1), Trees.fit(data, later)}) {
      var rest = scorer.score(data.row(0)) - Arrays.stream(scorer.effects(data.row(0))).sum();
      for (int i = 1; i < 100; i++) {
        var row = data.row(i);
        assertThat(scorer.score(row) - Arrays.stream(scorer.effects(row)).sum())
            .isCloseTo(rest, within(1e-9));
      }
    }
  }

  @Test
  void a_first_split_is_the_one_an_exhaustive_search_finds() {
    for (long seed = 1; seed <= 20; seed++) {
      var data = examples(60, seed, row -> 3 * Feature.EXPECTED.of(row));
      var slope = new double[60];
      var curve = new double[60];
      for (int i = 0; i < 60; i++) {
        slope[i] = data.gone(i) ? .5 : -.5;
        // Heavy enough that a handful of rows may be a side of their own.
        curve[i] = 3;
      }
      var bins = Bins.of(data);
      var tree = new TreeGrower(bins, bins.columns(data), slope, curve, 1).grow();
      var effects = new double[Feature.COUNT];
      var best = exhaustive(data, slope);
      assertThat(Math.abs(tree.root())).isLessThan(1);
      for (int i = 0; i < 60; i++) {
        Arrays.fill(effects, 0);
        tree.effects(data.row(i), effects);
        assertThat(effects[best]).as("seed %d", seed).isNotZero();
      }
    }
  }

  /// The feature whose best border gains most, over every border there is.
  private static int exhaustive(Examples data, double[] slope) {
    var best = -1;
    var bestGain = 0.0;
    for (int feature = 0; feature < Feature.COUNT; feature++) {
      for (int border = 0; border < data.size(); border++) {
        var left = 0.0;
        var right = 0.0;
        int onLeft = 0;
        for (int i = 0; i < data.size(); i++) {
          if (data.row(i)[feature] < data.row(border)[feature]) {
            left += slope[i];
            onLeft++;
          } else {
            right += slope[i];
          }
        }
        var onRight = data.size() - onLeft;
        if (3 * Math.min(onLeft, onRight) >= 10) {
          var gain = left * left / (3 * onLeft + 5) + right * right / (3 * onRight + 5);
          if (gain > bestGain) {
            bestGain = gain;
            best = feature;
          }
        }
      }
    }
    return best;
  }

  @Test
  void platt_finds_the_curve_and_never_turns_a_ranking_round() {
    var random = new SplittableRandom(9);
    var score = random.doubles(30_000, -3, 3).toArray();
    var gone = new boolean[score.length];
    var opposite = new boolean[score.length];
    for (int i = 0; i < score.length; i++) {
      gone[i] = random.nextDouble() < Odds.probability(.7 * score[i] + .4);
      opposite[i] = random.nextDouble() < Odds.probability(-2 * score[i]);
    }
    var curve = Platt.fit(score, gone);
    assertThat(curve.slope()).isCloseTo(.7, within(.05));
    assertThat(curve.intercept()).isCloseTo(.4, within(.05));
    assertThat(Platt.fit(score, opposite).slope()).isZero();
    assertThat(Platt.fit(new double[100], Arrays.copyOf(gone, 100)).probability(0))
        .isBetween(.3, .9);
  }

  private static double auc(Scorer scorer, Examples test) {
    var scores = new double[test.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = scorer.score(test.row(i));
    }
    return Quality.auc(scores, test.gone());
  }
}
