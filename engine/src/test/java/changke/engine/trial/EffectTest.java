package changke.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EffectTest {

  @Test
  void an_arm_without_spread_is_told_and_is_never_a_number() {
    var constant = MeanArm.of(3, 3, 3);
    var nobody = new MeanArm(0, 0, 0);
    var one = MeanArm.of(4);
    var fine = MeanArm.of(1, 2, 3);
    for (var bad : new MeanArm[] {constant, nobody, one}) {
      for (var kind : Difference.values()) {
        assertThat(Effect.between(bad, fine, kind))
            .isEqualTo(new Undecidable(Undecidable.Reason.NO_SPREAD));
        assertThat(Effect.between(fine, bad, kind))
            .isEqualTo(new Undecidable(Undecidable.Reason.NO_SPREAD));
      }
    }
    assertThat(
            Effect.between(
                new ProportionArm(10, 0), new ProportionArm(10, 10), Difference.ABSOLUTE))
        .isInstanceOf(Undecidable.class);
  }

  @Test
  void a_share_of_a_zero_baseline_is_refused_and_the_absolute_difference_is_told() {
    var around = MeanArm.of(-1, 0, 1);
    var above = MeanArm.of(1, 2, 3);
    assertThat(Effect.between(around, above, Difference.RELATIVE))
        .isEqualTo(new Undecidable(Undecidable.Reason.BASELINE_ZERO));
    assertThat(Effect.between(around, above, Difference.ABSOLUTE))
        .isInstanceOfSatisfying(Effect.class, e -> assertThat(e.estimate()).isEqualTo(2));
  }

  @Test
  void infinite_sums_and_arms_of_two_kinds_are_refused() {
    assertThatThrownBy(() -> MeanArm.of(1, Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ProportionArm(5, 6)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> Effect.between(MeanArm.of(1, 2), new ProportionArm(2, 1), Difference.ABSOLUTE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_past_that_does_not_vary_leaves_the_plain_comparison() {
    var flat = new MeanArm(3, 6, 12);
    var a = new CupedArm(MeanArm.of(1, 2, 3), flat, 12);
    var b = new CupedArm(MeanArm.of(2, 3, 5), flat, 20);
    assertThat(Effect.between(a, b, Difference.RELATIVE))
        .isEqualTo(Effect.between(a.post(), b.post(), Difference.RELATIVE));
  }

  @Test
  void the_past_explains_spread_away_and_leaves_the_effect_where_it_is() {
    var random = new SplittableRandom(7);
    var arms = new CupedArm[2];
    for (int arm = 0; arm < 2; arm++) {
      var before = new double[4000];
      var after = new double[4000];
      double products = 0;
      for (int i = 0; i < before.length; i++) {
        before[i] = 10 + 3 * random.nextGaussian();
        after[i] = before[i] + random.nextGaussian() + arm * .5;
        products += before[i] * after[i];
      }
      arms[arm] = new CupedArm(MeanArm.of(after), MeanArm.of(before), products);
    }
    var plain = (Effect) Effect.between(arms[0].post(), arms[1].post(), Difference.ABSOLUTE);
    var adjusted = (Effect) Effect.between(arms[0], arms[1], Difference.ABSOLUTE);
    assertThat(adjusted.variance()).isLessThan(plain.variance() / 8);
    assertThat(adjusted.estimate()).isCloseTo(.5, within(4 * adjusted.standardError()));
  }

  @Test
  void the_variance_of_a_ratio_is_the_spread_that_repeated_draws_show() {
    var random = new SplittableRandom(11);
    int draws = 2000;
    double sum = 0;
    double squares = 0;
    double told = 0;
    for (int draw = 0; draw < draws; draw++) {
      var above = new double[400];
      var below = new double[400];
      double products = 0;
      for (int i = 0; i < above.length; i++) {
        below[i] = 1 + random.nextInt(5);
        above[i] = below[i] * (2 + random.nextGaussian());
        products += above[i] * below[i];
      }
      var arm = new RatioArm(MeanArm.of(above), MeanArm.of(below), products);
      sum += arm.mean();
      squares += arm.mean() * arm.mean();
      told += arm.variance() / arm.n() / draws;
    }
    double seen = squares / draws - sum / draws * (sum / draws);
    assertThat(told).isCloseTo(seen, within(.12 * seen));
  }

  @Test
  void sums_of_disjoint_people_add_up() {
    assertThat(MeanArm.of(1, 2).plus(MeanArm.of(5))).isEqualTo(MeanArm.of(1, 2, 5));
    assertThat(new ProportionArm(3, 1).plus(new ProportionArm(4, 2)))
        .isEqualTo(new ProportionArm(7, 3));
  }
}
