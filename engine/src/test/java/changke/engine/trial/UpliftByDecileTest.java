package changke.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UpliftByDecileTest {

  private static final int PEOPLE = 40_000;
  private final double[] score = new double[PEOPLE];
  private final boolean[] treated = new boolean[PEOPLE];
  private final double[] outcome = new double[PEOPLE];

  @Test
  void a_score_that_knows_on_whom_the_action_works_rises_from_the_last_group_to_the_first() {
    fill(true);
    var uplift = UpliftByDecile.of(score, treated, outcome);
    assertThat(uplift.groups()).hasSize(10);
    assertThat(estimate(uplift, 0)).isGreaterThan(.3);
    assertThat(estimate(uplift, 9)).isLessThan(.15);
    assertThat(uplift.qini()).isGreaterThan(.01);
  }

  @Test
  void a_score_of_chance_gains_nothing() {
    fill(false);
    assertThat(UpliftByDecile.of(score, treated, outcome).qini()).isBetween(-.004, .004);
  }

  @Test
  void people_with_the_same_score_stay_together() {
    fill(true);
    java.util.Arrays.fill(score, 1);
    var uplift = UpliftByDecile.of(score, treated, outcome);
    assertThat(uplift.groups()).hasSize(1);
    assertThat(uplift.groups().getFirst().control().n() + uplift.groups().getFirst().treated().n())
        .isEqualTo(PEOPLE);
    assertThat(uplift.qini()).isBetween(-1e-12, 1e-12);
  }

  @Test
  void nobody_is_no_group_and_a_score_that_is_no_number_is_refused() {
    assertThat(UpliftByDecile.of(new double[0], new boolean[0], new double[0]).groups()).isEmpty();
    score[3] = Double.NaN;
    assertThatThrownBy(() -> UpliftByDecile.of(score, treated, outcome))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void fill(boolean knowing) {
    var random = new SplittableRandom(9);
    for (int i = 0; i < PEOPLE; i++) {
      double works = random.nextDouble();
      score[i] = knowing ? works : random.nextDouble();
      treated[i] = random.nextBoolean();
      outcome[i] = random.nextDouble() < .2 + (treated[i] ? .4 * works : 0) ? 1 : 0;
    }
  }

  private static double estimate(UpliftByDecile uplift, int group) {
    return ((Effect) uplift.groups().get(group).effect()).estimate();
  }
}
