package changke.engine.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HourCurveTest {

  private static final int PEOPLE = 2_000;

  /// True rates: everybody's are the shop's, or vary around them as gamma with `strength` does.
  private static double[][] rates(double strength, long seed) {
    var random = new SplittableRandom(seed);
    var rates = new double[PEOPLE][24];
    for (var row : rates) {
      for (int slot = 0; slot < 24; slot++) {
        var shops = slot == 20 ? .15 : slot >= 18 ? .12 : .05;
        row[slot] = strength == 0 ? shops : gamma(random, strength * shops) / strength;
      }
    }
    return rates;
  }

  /// A gamma by summing exponentials for the whole part, and Johnk's for the rest.
  private static double gamma(SplittableRandom random, double shape) {
    var sum = 0.0;
    for (; shape >= 1; shape--) {
      sum += random.nextExponential();
    }
    while (shape > 0) {
      var x = Math.pow(random.nextDouble(), 1 / shape);
      var y = Math.pow(random.nextDouble(), 1 / (1 - shape));
      if (x + y <= 1 && x + y > 0) {
        return sum + x / (x + y) * random.nextExponential();
      }
    }
    return sum;
  }

  private static int[][] acts(double[][] rates, double times, long seed) {
    var random = new SplittableRandom(seed);
    var acts = new int[PEOPLE][24];
    for (int i = 0; i < PEOPLE; i++) {
      for (int slot = 0; slot < 24; slot++) {
        for (var at = random.nextExponential();
            at < rates[i][slot] * times;
            at += random.nextExponential()) {
          acts[i][slot]++;
        }
      }
    }
    return acts;
  }

  private static double[][] shown(double times) {
    var shown = new double[PEOPLE][24];
    for (var row : shown) {
      Arrays.fill(row, times);
    }
    return shown;
  }

  @Test
  void an_own_hour_is_recommended_where_it_truly_beats_the_shops() {
    var rates = rates(8, 1);
    var shown = shown(30);
    var acts = acts(rates, 30, 2);
    var curve = HourCurve.of(acts, shown);
    assertThat(curve.strength()).isEqualTo(8);
    int own = 0;
    int better = 0;
    var gain = 0.0;
    for (int i = 0; i < PEOPLE; i++) {
      if (curve.bestFor(acts[i], shown[i]) instanceof BestHour.Own hour) {
        own++;
        var lead = rates[i][hour.slot()] - rates[i][curve.best()];
        better += lead > 0 ? 1 : 0;
        gain += lead;
      }
    }
    System.out.printf(
        "own hours: %d of %d people, truly better for %d, by %.2f acts a showing%n",
        own, PEOPLE, better, gain / own);
    assertThat(own).isGreaterThan(PEOPLE / 3);
    assertThat((double) better / own).isGreaterThan(.95);
  }

  @Test
  void where_people_are_alike_everybody_gets_the_shops_hour() {
    var shown = shown(30);
    var acts = acts(rates(0, 3), 30, 4);
    var curve = HourCurve.of(acts, shown);
    assertThat(curve.best()).isEqualTo(20);
    assertThat(curve.strength()).isGreaterThanOrEqualTo(512);
    for (int i = 0; i < PEOPLE; i++) {
      assertThat(curve.bestFor(acts[i], shown[i])).isEqualTo(new BestHour.LikeEverybody(20));
    }
  }

  @Test
  void acts_count_against_what_was_shown() {
    var shown = new double[][] {{100, 10}, {100, 10}};
    var acts = new int[][] {{10, 5}, {10, 5}};
    var curve = HourCurve.of(acts, shown);
    // More acts in slot 0, but slot 1 was shown ten times less.
    assertThat(curve.best()).isEqualTo(1);
    assertThat(curve.rate(1)).isGreaterThan(4 * curve.rate(0));
  }

  @Test
  void nothing_shown_and_nothing_done_is_everybodys_hour() {
    var curve = HourCurve.of(new int[3][24], new double[3][24]);
    assertThat(curve.bestFor(new int[24], new double[24])).isEqualTo(new BestHour.LikeEverybody(0));
    assertThat(curve.rate(5)).isFinite();
    var bad = new double[1][24];
    bad[0][3] = Double.POSITIVE_INFINITY;
    assertThatThrownBy(() -> HourCurve.of(new int[1][24], bad))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
