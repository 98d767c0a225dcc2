package changke.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PowerTest {

  private final Power power = new Power(10, 400, 2, .05);

  @Test
  void the_smallest_detectable_effect_is_seen_with_the_power_asked_for() {
    for (long people : new long[] {500, 5_000, 1_000_000}) {
      double effect = power.minimumDetectable(people, .8).orElseThrow();
      assertThat(power.of(effect, people)).isCloseTo(.8, within(1e-6));
      assertThat(power.people(effect, .8)).isBetween(people - 1, people + 1);
    }
  }

  @Test
  void too_few_people_for_any_effect_are_told() {
    assertThat(power.minimumDetectable(40, .8)).isEmpty();
  }

  @Test
  void a_measure_without_spread_or_mean_is_refused() {
    assertThatThrownBy(() -> new Power(0, 1, 2, .05)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Power(1, 0, 2, .05)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> power.of(0, 10)).isInstanceOf(IllegalArgumentException.class);
  }
}
