package changke.engine.taste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EvaluationTest {

  private final Purchases train = Purchases.of(2, 6, new int[] {0, 1}, new int[] {0, 0});

  @Test
  void both_protocols_are_worked_out_by_hand() {
    var hidden = new int[][] {{1, 2, 3}, {}};
    var result = Evaluation.of((person, k) -> new int[] {5, 2}, train, hidden, 2);
    double gain = 1 / log2(3);
    assertThat(result.people()).isEqualTo(1);
    assertThat(result.precision()).isEqualTo(.5);
    assertThat(result.recall()).isCloseTo(1 / 3d, within(1e-12));
    assertThat(result.ndcgOverAll())
        .isCloseTo(gain / (1 + 1 / log2(3) + 1 / log2(4)), within(1e-12));
    assertThat(result.ndcgAtCut()).isCloseTo(gain / (1 + 1 / log2(3)), within(1e-12));
    assertThat(result.coverage()).isCloseTo(2 / 6d, within(1e-12));
  }

  @Test
  void a_perfect_list_is_one_where_the_ideal_fits_into_it() {
    var hidden = new int[][] {{1, 2}, {3, 4}};
    var result = Evaluation.of((person, k) -> hidden[person], train, hidden, 2);
    assertThat(result.ndcgOverAll()).isEqualTo(1);
    assertThat(result.ndcgAtCut()).isEqualTo(1);
  }

  @Test
  void nobody_to_ask_is_zero_and_not_undefined() {
    var result = Evaluation.of((person, k) -> new int[0], train, new int[2][0], 10);
    assertThat(result).isEqualTo(new Evaluation(0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void a_split_hides_what_it_says_and_leaves_everybody_something() {
    var all = Shop.purchases(200, 60, 10, 3);
    var split = Evaluation.split(all, .2, 9);
    int hidden = 0;
    for (int p = 0; p < 200; p++) {
      var known = split.train().of(p);
      assertThat(known).isNotEmpty();
      for (int item : split.hidden()[p]) assertThat(known).doesNotContain(item);
      hidden += split.hidden()[p].length;
    }
    assertThat(hidden + split.train().size()).isEqualTo(all.size());
    assertThat((double) hidden / all.size()).isBetween(.15, .25);
  }

  @Test
  void the_best_are_found_in_order_and_ties_go_to_the_smaller_item() {
    var scores = new float[] {1, 3, 3, 2, Float.NaN, 5};
    assertThat(Ranking.best(scores, new int[] {5}, 3)).containsExactly(1, 2, 3);
    assertThat(Ranking.best(new float[] {0, 0}, new int[0], 9)).containsExactly(0, 1);
    assertThat(Ranking.best(new float[] {0, 0}, new int[0], 0)).isEmpty();
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
