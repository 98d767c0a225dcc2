package changke.engine.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class QualityTest {

  /// The four-person example of scikit-learn's documentation: AUC .75, average precision .83.
  @Test
  void the_documented_example_comes_out() {
    var quality =
        Quality.of(new double[] {.1, .4, .35, .8}, new boolean[] {false, false, true, true})
            .orElseThrow();
    assertThat(quality.auc()).isEqualTo(.75);
    assertThat(quality.averagePrecision()).isCloseTo(5.0 / 6, within(1e-12));
    assertThat(quality.brier()).isCloseTo((.01 + .16 + .4225 + .04) / 4, within(1e-12));
  }

  @Test
  void auc_is_the_chance_to_rank_a_pair_rightly() {
    for (long seed = 1; seed <= 200; seed++) {
      var random = new Random(seed);
      var n = 2 + random.nextInt(40);
      // Few different values, of both signs: many ties.
      var score = random.doubles(n).map(d -> Math.rint(d * 8 - 4) / 4).toArray();
      var gone = new boolean[n];
      for (int i = 0; i < n; i++) {
        gone[i] = i != 1 && (i == 0 || random.nextBoolean());
      }
      var right = 0.0;
      var pairs = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          if (gone[i] && !gone[j]) {
            pairs++;
            right += score[i] > score[j] ? 1 : score[i] == score[j] ? .5 : 0;
          }
        }
      }
      assertThat(Quality.auc(score, gone))
          .as("seed %d", seed)
          .isCloseTo(right / pairs, within(1e-12));
    }
  }

  @Test
  void ten_million_ties_know_nothing_and_say_so() {
    var score = new double[10_000_000];
    var gone = new boolean[score.length];
    for (int i = 0; i < gone.length; i += 10) {
      gone[i] = true;
    }
    var quality = Quality.of(score, gone).orElseThrow();
    assertThat(quality.auc()).isCloseTo(.5, within(1e-9));
    assertThat(quality.averagePrecision()).isCloseTo(.1, within(1e-9));
    assertThat(quality.lift()).isCloseTo(1, within(1e-9));
    assertThat(quality.reliability()).containsExactly(new Quality.Tenth(10_000_000, 0, .1));
  }

  @Test
  void one_outcome_is_no_quality_and_nan_is_no_score() {
    assertThat(Quality.of(new double[] {.2, .3}, new boolean[2])).isEmpty();
    assertThat(Quality.of(new double[0], new boolean[0])).isEmpty();
    assertThatThrownBy(() -> Quality.of(new double[] {Double.NaN}, new boolean[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_perfect_score_lifts_as_far_as_the_base_allows() {
    var score = new double[1000];
    var gone = new boolean[1000];
    for (int i = 0; i < 1000; i++) {
      score[i] = i / 1000.0;
      gone[i] = i >= 950;
    }
    var quality = Quality.of(score, gone).orElseThrow();
    assertThat(quality.auc()).isEqualTo(1);
    assertThat(quality.averagePrecision()).isEqualTo(1);
    assertThat(quality.lift()).isCloseTo(10, within(1e-9));
    assertThat(quality.reliability()).hasSize(10);
    assertThat(quality.reliability().getLast().happened()).isCloseTo(.5, within(1e-12));
  }
}
