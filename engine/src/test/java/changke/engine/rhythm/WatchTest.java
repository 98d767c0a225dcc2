package changke.engine.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WatchTest {

  private static final double[] WEEK = {80, 90, 100, 100, 110, 160, 140};

  private static double[] shop(int days, SplittableRandom random) {
    var series = new double[days];
    for (int t = 0; t < days; t++) {
      series[t] = WEEK[t % 7] + 12 * random.nextGaussian();
    }
    return series;
  }

  /// Average run lengths with k = ½ as tabled (Montgomery, Introduction to Statistical Quality
  /// Control, table 9.3): two-sided, without a shift and with a shift of one standard error.
  @Test
  void run_lengths_are_those_of_the_table() {
    assertThat(runLength(4, 0, 4_000)).isCloseTo(168, within(10.0));
    assertThat(runLength(5, 0, 3_000)).isCloseTo(465, within(30.0));
    assertThat(runLength(4, 1, 20_000)).isCloseTo(8.38, within(.15));
    assertThat(runLength(5, 1, 20_000)).isCloseTo(10.4, within(.15));
    assertThat(Cusum.limit(465, 1)).isCloseTo(5, within(.05));
    assertThat(Cusum.limit(168, 1)).isCloseTo(4, within(.05));
    assertThat(Cusum.limit(465, 100)).isGreaterThan(9);
  }

  private static double runLength(double limit, double shift, int runs) {
    var random = new SplittableRandom(1);
    long periods = 0;
    for (int run = 0; run < runs; run++) {
      var cusum = new Cusum(limit);
      do {
        periods++;
      } while (cusum.add(random.nextGaussian() + shift) == 0);
    }
    return (double) periods / runs;
  }

  @Test
  void a_lasting_fall_is_found_within_days_and_dated() {
    for (long seed = 1; seed <= 20; seed++) {
      var series = shop(150, new SplittableRandom(seed));
      for (int t = 120; t < 150; t++) {
        series[t] -= 30;
      }
      var alarms = new Watch(7, 8, Cusum.limit(1000, 1)).alarms(series);
      var alarm = alarms.stream().filter(a -> a.period() >= 120).findFirst().orElseThrow();
      assertThat(alarm.direction()).as("seed %d", seed).isEqualTo(-1);
      assertThat(alarm.period()).as("seed %d", seed).isBetween(120, 128);
      assertThat(alarm.since()).as("seed %d", seed).isBetween(100, 124);
      assertThat(alarm.actual()).isLessThan(alarm.expected());
    }
  }

  @Test
  void weekends_raise_no_alarm_and_calm_series_raise_few() {
    var watch = new Watch(7, 8, Cusum.limit(1000, 1));
    int alarms = 0;
    for (long seed = 1; seed <= 100; seed++) {
      alarms += watch.alarms(shop(56 + 100, new SplittableRandom(seed))).size();
    }
    System.out.printf("calm: %d alarms in 10,000 days, asked for 10%n", alarms);
    assertThat(alarms).isLessThan(60);
  }

  @Test
  void the_segment_that_explains_most_is_named() {
    var random = new SplittableRandom(4);
    var keys = shop(150, random);
    var cards = shop(150, random);
    for (int t = 130; t < 150; t++) {
      cards[t] -= 60;
    }
    var whole = new double[150];
    Arrays.setAll(whole, t -> keys[t] + cards[t]);
    var watch = new Watch(7, 8, Cusum.limit(1000, 3));
    var alarm =
        watch.alarms(whole).stream().filter(a -> a.period() >= 130).findFirst().orElseThrow();
    assertThat(watch.explains(alarm, Map.of("keys", keys, "cards", cards))).hasValue("cards");
  }

  @Test
  void zeros_constants_and_short_series_are_calm_and_infinities_refused() {
    var watch = new Watch(7, 4, 5);
    assertThat(watch.alarms(new double[200])).isEmpty();
    var same = new double[200];
    Arrays.fill(same, 1e12);
    assertThat(watch.alarms(same)).isEmpty();
    assertThat(watch.alarms(new double[5])).isEmpty();
    same[150] = Double.POSITIVE_INFINITY;
    assertThatThrownBy(() -> watch.alarms(same)).isInstanceOf(IllegalArgumentException.class);
  }
}
