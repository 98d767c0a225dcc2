package changke.engine.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SurvivalTest {

  /// Remission of 21 leukaemia patients on 6-MP (Freireich et al. 1963): the textbook table of
  /// Kaplan–Meier estimates and Greenwood errors.
  @Test
  void the_remission_study_gives_its_published_table() {
    var weeks =
        new int[] {6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35};
    var relapsed = new boolean[21];
    for (int i : new int[] {0, 1, 2, 4, 6, 9, 10, 14, 15}) {
      relapsed[i] = true;
    }
    var curve = Survival.of(weeks, relapsed);
    assertThat(curve.steps().stream().mapToInt(Survival.Step::day))
        .containsExactly(6, 7, 10, 13, 16, 22, 23);
    assertThat(curve.steps().stream().mapToInt(Survival.Step::atRisk))
        .containsExactly(21, 17, 15, 12, 11, 7, 6);
    var shares = new double[] {.857, .807, .753, .690, .627, .538, .448};
    var errors = new double[] {.0764, .0869, .0963, .1068, .1141, .1282, .1346};
    for (int i = 0; i < shares.length; i++) {
      assertThat(curve.steps().get(i).waiting()).isCloseTo(shares[i], within(.0005));
      assertThat(curve.steps().get(i).error()).isCloseTo(errors[i], within(.00006));
    }
    assertThat(curve.median()).hasValue(23);
    assertThat(curve.waitingAfter(9)).isCloseTo(.807, within(.0005));
  }

  @Test
  void without_censoring_it_is_the_plain_share() {
    for (long seed = 1; seed <= 100; seed++) {
      var random = new Random(seed);
      var days = random.ints(1 + random.nextInt(60), 0, 20).toArray();
      var happened = new boolean[days.length];
      Arrays.fill(happened, true);
      var curve = Survival.of(days, happened);
      for (int day = 0; day < 20; day++) {
        var limit = day;
        var naive = (double) Arrays.stream(days).filter(d -> d > limit).count() / days.length;
        assertThat(curve.waitingAfter(day)).as("seed %d", seed).isCloseTo(naive, within(1e-12));
      }
      Arrays.sort(days);
      assertThat(curve.median()).as("seed %d", seed).hasValue(days[(days.length - 1) / 2]);
    }
  }

  @Test
  void a_median_that_nobody_has_reached_is_no_number() {
    assertThat(Survival.of(new int[] {3, 5, 9}, new boolean[] {true, false, false}).median())
        .isEmpty();
    assertThat(Survival.of(new int[0], new boolean[0]).median()).isEmpty();
    assertThatThrownBy(() -> Survival.of(new int[] {-1}, new boolean[] {true}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
