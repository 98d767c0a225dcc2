package changke.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import changke.engine.trial.RollOut.Guardrail;
import changke.engine.trial.RollOut.Stratum;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollOutTest {

  private static final long[][] EVEN = {{5_000, 5_000}};
  private final RollOut rollOut = new RollOut(new AnytimeTest(.05), 2_000, .002);

  @Test
  void a_step_with_enough_people_and_no_harm_leads_to_the_next() {
    var goal = List.of(bought(1, 5_000, 500, 510));
    assertThat(rollOut.decide(1, goal, List.of(), EVEN)).isEqualTo(new RollOut.Advance(5));
  }

  @Test
  void a_step_waits_for_its_own_people_however_many_came_before() {
    var goal = List.of(bought(1, 5_000, 500, 510), bought(5, 600, 60, 60));
    assertThat(rollOut.decide(5, goal, List.of(), EVEN)).isEqualTo(new RollOut.Wait(1_200, 2_000));
  }

  @Test
  void a_guardrail_whose_bound_crosses_zero_rolls_back_even_when_the_ratio_is_broken() {
    var complaints = new Guardrail("complaints", false, List.of(bought(10, 5_000, 100, 400)));
    var goal = List.of(bought(10, 5_000, 500, 600));
    assertThat(rollOut.decide(10, goal, List.of(complaints), new long[][] {{5_000, 3_000}}))
        .isInstanceOfSatisfying(
            RollOut.RollBack.class,
            back -> {
              assertThat(back.guardrail()).isEqualTo("complaints");
              assertThat(back.bound()).isPositive();
            });
  }

  @Test
  void a_guardrail_that_got_better_lets_the_change_go_on() {
    var complaints = new Guardrail("complaints", false, List.of(bought(10, 5_000, 400, 100)));
    var goal = List.of(bought(10, 5_000, 500, 520));
    assertThat(rollOut.decide(10, goal, List.of(complaints), EVEN))
        .isEqualTo(new RollOut.Advance(25));
  }

  @Test
  void people_who_are_lost_on_one_side_hold_the_roll_out() {
    var goal = List.of(bought(1, 5_000, 500, 900));
    assertThat(rollOut.decide(1, goal, List.of(), new long[][] {{5_000, 4_000}}))
        .isInstanceOf(RollOut.Hold.class);
  }

  @Test
  void a_change_that_cannot_be_worth_it_any_more_is_stopped() {
    var goal = List.of(bought(50, 500_000, 50_000, 49_000));
    assertThat(rollOut.decide(50, goal, List.of(), EVEN)).isInstanceOf(RollOut.Stop.class);
  }

  @Test
  void at_the_last_step_a_proven_rise_is_shipped_and_an_open_one_waits() {
    assertThat(rollOut.decide(100, List.of(bought(100, 50_000, 5_000, 5_900)), List.of(), EVEN))
        .isInstanceOf(RollOut.Ship.class);
    assertThat(rollOut.decide(100, List.of(bought(100, 5_000, 500, 510)), List.of(), EVEN))
        .isInstanceOf(RollOut.Wait.class);
  }

  @Test
  void a_day_without_any_purchase_waits() {
    assertThat(rollOut.decide(1, List.of(bought(1, 3, 0, 0)), List.of(), EVEN))
        .isEqualTo(new RollOut.Wait(6, 2_000));
  }

  @Test
  void early_and_late_people_who_differ_are_not_mistaken_for_an_effect() {
    // No effect in either step, but more of the late treatment group: the plain sum shows a fall.
    var early = new Stratum(1, new ProportionArm(4_000, 2_000), new ProportionArm(2_000, 1_000));
    var late = new Stratum(5, new ProportionArm(2_000, 200), new ProportionArm(4_000, 400));
    var plain =
        (Effect)
            Effect.between(
                new ProportionArm(6_000, 2_200),
                new ProportionArm(6_000, 1_400),
                Difference.ABSOLUTE);
    var stratified = (Effect) RollOut.stratified(List.of(early, late));
    assertThat(plain.estimate()).isLessThan(-.1);
    assertThat(stratified.estimate()).isCloseTo(0, within(1e-12));
    assertThat(stratified.degrees()).isGreaterThan(1_000);
  }

  @Test
  void a_step_weighs_as_much_as_it_has_people() {
    var few = bought(1, 1_000, 100, 200);
    var many = bought(5, 9_000, 900, 900);
    var effect = (Effect) RollOut.stratified(List.of(few, many));
    assertThat(effect.estimate()).isCloseTo(.1 * .1, within(1e-12));
    double variance = .01 * (.09 + .16) / 1_000 + .81 * 2 * .09 / 9_000;
    assertThat(effect.variance()).isCloseTo(variance, within(1e-15));
  }

  private static Stratum bought(int step, long people, long control, long treatment) {
    return new Stratum(
        step, new ProportionArm(people, control), new ProportionArm(people, treatment));
  }
}
