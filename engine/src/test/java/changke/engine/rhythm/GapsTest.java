package changke.engine.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GapsTest {

  /// Gaps of people whose centres are normal(3, .5) and who vary by .3 around them.
  private static List<int[]> people(int n, long seed) {
    var random = new SplittableRandom(seed);
    var people = new ArrayList<int[]>();
    for (int i = 0; i < n; i++) {
      var centre = random.nextGaussian(3, .5);
      var gaps = new int[2 + random.nextInt(6)];
      for (int j = 0; j < gaps.length; j++) {
        gaps[j] = Math.max(1, (int) Math.round(Math.exp(random.nextGaussian(centre, .3))));
      }
      people.add(gaps);
    }
    return people;
  }

  @Test
  void both_variances_come_back() {
    var gaps = Gaps.of(people(5_000, 1)).orElseThrow();
    assertThat(gaps.centre()).isCloseTo(3, within(.03));
    assertThat(gaps.within()).isCloseTo(.3, within(.02));
    assertThat(gaps.between()).isCloseTo(.5, within(.02));
  }

  @Test
  void eight_in_ten_next_purchases_fall_between_early_and_late() {
    var people = people(5_000, 2);
    var gaps = Gaps.of(people).orElseThrow();
    int inside = 0;
    int before = 0;
    for (var person : people) {
      // The last gap is foretold from the others.
      var due = gaps.due(Arrays.copyOf(person, person.length - 1));
      var next = person[person.length - 1];
      inside += next >= due.early() && next <= due.late() ? 1 : 0;
      before += next <= due.middle() ? 1 : 0;
    }
    assertThat(inside / 5_000.0).isCloseTo(.8, within(.025));
    assertThat(before / 5_000.0).isCloseTo(.5, within(.03));
  }

  @Test
  void the_more_gaps_the_more_a_person_is_their_own() {
    var gaps = new Gaps(Math.log(30), .3, .5);
    assertThat(gaps.due(new int[0]).middle()).isCloseTo(30, within(1e-9));
    var one = gaps.due(new int[] {7}).middle();
    var four = gaps.due(new int[] {7, 7, 7, 7}).middle();
    assertThat(one).isBetween(7.0, 30.0);
    assertThat(four).isBetween(7.0, one);
    var alike = new Gaps(Math.log(30), .3, 0);
    assertThat(alike.due(new int[] {7, 7, 7}).middle()).isCloseTo(30, within(1e-9));
  }

  @Test
  void too_little_is_no_answer_and_sameness_is_no_trouble() {
    assertThat(Gaps.of(List.of())).isEmpty();
    assertThat(Gaps.of(List.of(new int[] {7, 7, 7}))).isEmpty();
    var same = Gaps.of(Collections.nCopies(50, new int[] {7, 7})).orElseThrow();
    assertThat(same.due(new int[] {7}).late()).isCloseTo(7, within(1e-9));
  }
}
