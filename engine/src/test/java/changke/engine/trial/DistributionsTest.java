package changke.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Known values from tables and round trips over the whole range.
class DistributionsTest {

  @Test
  void known_values_are_met() {
    assertThat(Distributions.normalQuantile(.975)).isCloseTo(1.959963984540054, within(1e-13));
    assertThat(Distributions.normalCdf(-10)).isCloseTo(7.61985302416047e-24, within(1e-36));
    assertThat(Distributions.studentQuantile(.975, 10)).isCloseTo(2.228138851986274, within(1e-12));
    assertThat(Distributions.studentCdf(1, 1)).isCloseTo(.75, within(1e-14));
    assertThat(Distributions.chiSquareAbove(3.841458820694124, 1)).isCloseTo(.05, within(1e-14));
    assertThat(Distributions.logGamma(101)).isCloseTo(363.73937555556347, within(1e-11));
    assertThat(Distributions.logGamma(.25)).isCloseTo(1.2880225246980774, within(1e-13));
  }

  @Test
  void quantiles_invert_their_distributions_far_into_the_tails() {
    for (double p : new double[] {1e-300, 1e-100, 1e-12, 1e-4, .01, .3, .5, .7, .99, .9999}) {
      assertThat(Distributions.normalCdf(Distributions.normalQuantile(p)))
          .isCloseTo(p, within(1e-11 * p));
      if (p < 1e-12) continue;
      for (double degrees : new double[] {1.5, 4, 37.2, 5_000, 1e7}) {
        double t = Distributions.studentQuantile(p, degrees);
        assertThat(Distributions.studentCdf(t, degrees)).isCloseTo(p, within(1e-9 * p + 1e-15));
      }
    }
    assertThat(Distributions.normalQuantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Distributions.normalQuantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
  }
}
