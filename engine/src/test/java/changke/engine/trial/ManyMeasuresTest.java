package changke.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ManyMeasuresTest {

  @Test
  void benjamini_and_hochberg_claim_what_their_procedure_claims() {
    var random = new SplittableRandom(5);
    for (int round = 0; round < 300; round++) {
      var p = new double[1 + random.nextInt(12)];
      for (int i = 0; i < p.length; i++) p[i] = Math.pow(random.nextDouble(), 3);
      double q = .01 + .2 * random.nextDouble();
      var adjusted = ManyMeasures.benjaminiHochberg(p);
      double threshold = threshold(p, q);
      for (int i = 0; i < p.length; i++) {
        assertThat(adjusted[i] <= q).isEqualTo(p[i] <= threshold);
      }
    }
  }

  @Test
  void an_impossible_p_value_is_refused() {
    assertThatThrownBy(() -> ManyMeasures.holm(.1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ManyMeasures.holm()).isEmpty();
    assertThat(ManyMeasures.halfWidth(.3, 1, .05)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  /// The procedure as it was published: the largest p(k) that is at most k q / m.
  private static double threshold(double[] p, double q) {
    var sorted = p.clone();
    Arrays.sort(sorted);
    for (int k = sorted.length; k > 0; k--) {
      if (sorted[k - 1] <= k * q / sorted.length) return sorted[k - 1];
    }
    return -1;
  }
}
