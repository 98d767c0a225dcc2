package changke.engine.value;

import static changke.engine.value.Repurchase.NEVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RepurchaseTest {

  private final int[] first = {0, 0, 10, 80, 95};
  private final int[] second = {30, 31, NEVER, 81, 95};

  @Test
  void only_people_whose_days_have_passed_are_in_the_denominator() {
    assertThat(Repurchase.within(30, first, second, 100)).isEqualTo(new Repurchase(30, 3, 1));
    assertThat(Repurchase.within(30, first, second, 40)).isEqualTo(new Repurchase(30, 3, 1));
    assertThat(Repurchase.within(30, first, second, 39)).isEqualTo(new Repurchase(30, 2, 1));
    assertThat(Repurchase.within(0, first, second, 100)).isEqualTo(new Repurchase(0, 5, 1));
    assertThat(Repurchase.within(30, first, second, 20).share()).isEmpty();
    assertThat(Repurchase.within(Integer.MAX_VALUE, first, second, 100).eligible()).isZero();
  }

  @Test
  void who_still_waits_counts_as_long_as_they_have_been_seen() {
    var curve = Repurchase.timeToSecond(first, second, 100);
    assertThat(curve.people()).isEqualTo(5);
    // Day 0: one of five. Day 1: one of four. Days 30 and 31: one of three, one of two.
    assertThat(curve.waitingAfter(1)).isCloseTo(.6, within(1e-12));
    assertThat(curve.median()).hasValue(30);
    // What had not happened by day 30 is not known on day 30.
    assertThat(Repurchase.timeToSecond(first, second, 30).steps().getFirst().day()).isEqualTo(30);
    assertThat(Repurchase.timeToSecond(first, second, 29).median()).isEmpty();
  }

  @Test
  void orders_are_added_up_and_merge() {
    var one = RepeatOrders.of(new int[] {1, 3, 0}, new int[] {5, 0, 0}, new int[] {5, 20, 0});
    var two = RepeatOrders.of(new int[] {2}, new int[] {7}, new int[] {12});
    assertThat(one.plus(two)).isEqualTo(new RepeatOrders(3, 1, 3, 25));
    assertThat(one.plus(two).singleShare()).hasValue(1.0 / 3);
    assertThat(one.plus(two).meanGapDays()).hasValue(25.0 / 3);
    var none = RepeatOrders.of(new int[] {0}, new int[] {0}, new int[] {0});
    assertThat(none.singleShare()).isEmpty();
    assertThat(none.meanGapDays()).isEmpty();
  }
}
