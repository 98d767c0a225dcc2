package changke.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SampleRatioTest {

  private static final double[] HALVES = {.5, .5};

  @Test
  void an_even_split_looked_at_daily_alarms_at_most_once_in_a_thousand() {
    var random = new SplittableRandom(3);
    int experiments = Boolean.getBoolean("changke.long") ? 20_000 : 2_000;
    int alarms = 0;
    int chiSquareAlarms = 0;
    for (int i = 0; i < experiments; i++) {
      var watch = new SampleRatio.Watch(HALVES);
      var total = new long[2];
      boolean bySquare = false;
      for (int day = 0; day < 60; day++) {
        long left = (long) Math.rint(500 + Math.sqrt(250) * random.nextGaussian());
        watch.add(left, 1000 - left);
        total[0] += left;
        total[1] += 1000 - left;
        bySquare |= SampleRatio.chiSquare(total, HALVES) < SampleRatio.ALARM;
      }
      if (watch.pValue() < SampleRatio.ALARM) alarms++;
      if (bySquare) chiSquareAlarms++;
    }
    System.out.printf(
        "even splits, %,d of them looked at on 60 days: %d alarms by our check, %d by daily chi-square%n",
        experiments, alarms, chiSquareAlarms);
    assertThat(alarms).isLessThanOrEqualTo(experiments / 1000 + 3);
    assertThat(chiSquareAlarms).isGreaterThan(experiments / 200);
  }

  @Test
  void a_lost_share_of_one_arm_is_found() {
    var watch = new SampleRatio.Watch(HALVES);
    int day = 0;
    while (watch.pValue() >= SampleRatio.ALARM && day < 100) {
      watch.add(500, 450);
      day++;
    }
    assertThat(day).isBetween(2, 15);
  }

  @Test
  void the_factor_is_the_ratio_of_the_two_models_worked_out_by_hand() {
    // Beta(5000, 5000) after one person left and two right, against three fair coins.
    var watch = new SampleRatio.Watch(HALVES);
    watch.add(0, 3);
    double believed = (5000d * 5001 * 5002) / (10_000d * 10_001 * 10_002);
    assertThat(watch.pValue()).isCloseTo(.125 / believed, within(1e-9));
  }

  @Test
  void arms_without_weight_and_days_without_people_change_nothing() {
    var plain = SampleRatio.sequential(new long[][] {{30, 80}}, HALVES);
    var padded =
        SampleRatio.sequential(new long[][] {{30, 9, 80}, {0, 0, 0}}, new double[] {1, 0, 1});
    assertThat(padded).isCloseTo(plain, within(1e-12));
    assertThat(SampleRatio.sequential(new long[0][], HALVES)).isEqualTo(1);
    assertThatThrownBy(() -> SampleRatio.chiSquare(new long[] {1}, HALVES))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SampleRatio.chiSquare(new long[] {1, 1}, new double[] {0, 0}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
