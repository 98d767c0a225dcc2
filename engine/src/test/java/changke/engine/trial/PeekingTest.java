package changke.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/// Why the rule is as it is: experiments without any effect, looked at every day.
///
/// Long: 20,000 experiments of 60 days with 100 people per arm and day. Short: 1,500 of them.
class PeekingTest {

  private static final int EXPERIMENTS = Boolean.getBoolean("changke.long") ? 20_000 : 1_500;
  private static final int DAYS = 60;
  private static final int PEOPLE = 100;

  @Test
  void looking_daily_at_a_conversion_without_effect_stops_wrongly_in_at_most_five_percent() {
    stopsWrongly("conversion of 10 %", random -> random.nextDouble() < .1 ? 1 : 0);
  }

  @Test
  void looking_daily_at_money_without_effect_stops_wrongly_in_at_most_five_percent() {
    stopsWrongly(
        "money, nine of ten pay nothing",
        random -> random.nextDouble() < .1 ? Math.exp(3 + random.nextGaussian()) : 0);
  }

  private static void stopsWrongly(String name, ToDoubleFunction<SplittableRandom> outcome) {
    var random = new SplittableRandom(20_000);
    var rule = new AnytimeTest(.05);
    double z = Distributions.normalQuantile(.975);
    int byRule = 0;
    int byPlainTest = 0;
    int atTheEnd = 0;
    for (int experiment = 0; experiment < EXPERIMENTS; experiment++) {
      var arms = new MeanArm[] {new MeanArm(0, 0, 0), new MeanArm(0, 0, 0)};
      boolean rules = false;
      boolean plain = false;
      boolean last = false;
      for (int day = 0; day < DAYS; day++) {
        for (int arm = 0; arm < 2; arm++) arms[arm] = arms[arm].plus(today(random, outcome));
        if (!(Effect.between(arms[0], arms[1], Difference.ABSOLUTE) instanceof Effect effect))
          continue;
        rules |= rule.read(effect, Side.BOTH).excludesZero();
        // The plain test at a hundred people and more is the normal one to the third digit.
        last = Math.abs(effect.estimate()) > z * effect.standardError();
        plain |= last;
      }
      if (rules) byRule++;
      if (plain) byPlainTest++;
      if (last) atTheEnd++;
    }
    System.out.printf(
        "%s: of %,d experiments without effect looked at on %d days, our rule stops %.2f %% wrongly, "
            + "the plain test %.1f %% (looked at once, at the end: %.1f %%)%n",
        name, EXPERIMENTS, DAYS, percent(byRule), percent(byPlainTest), percent(atTheEnd));
    assertThat(percent(byRule)).isLessThanOrEqualTo(5);
    assertThat(percent(byPlainTest)).isGreaterThan(20);
    assertThat(percent(atTheEnd)).isBetween(3.5, 6.5);
  }

  private static MeanArm today(
      SplittableRandom random, ToDoubleFunction<SplittableRandom> outcome) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < PEOPLE; i++) {
      double value = outcome.applyAsDouble(random);
      sum += value;
      squares += value * value;
    }
    return new MeanArm(PEOPLE, sum, squares);
  }

  private static double percent(int count) {
    return 100d * count / EXPERIMENTS;
  }
}
