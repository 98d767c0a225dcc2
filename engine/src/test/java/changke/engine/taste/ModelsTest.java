package changke.engine.taste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import changke.engine.taste.CoPurchase.Likeness;
import changke.engine.taste.CoPurchase.Weighting;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Each model against a plain table of doubles, and what it says to bad input.
class ModelsTest {

  private final Purchases purchases = Shop.purchases(120, 48, 9, 1);
  private final double[][] table = Shop.table(purchases);

  @Test
  void ease_is_the_closed_form_worked_out_naively() {
    int n = purchases.items();
    var gram = new double[n][n];
    for (var row : table) {
      for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) gram[i][j] += row[i] * row[j];
    }
    for (int i = 0; i < n; i++) gram[i][i] += 20;
    var inverse = naiveInverse(gram);
    var ease = Ease.train(purchases, 20);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double expected = i == j ? 0 : -inverse[i][j] / inverse[j][j];
        assertThat((double) ease.link(i, j)).isCloseTo(expected, within(1e-6));
      }
    }
  }

  @Test
  void the_inverse_holds_at_sizes_around_its_blocks() {
    for (int n : new int[] {1, 2, 63, 64, 65, 130, 517}) {
      var random = new SplittableRandom(n);
      var full = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) full[i][j] = full[j][i] = random.nextDouble() - .5;
        full[i][i] += n;
      }
      var lower = new double[n][];
      for (int i = 0; i < n; i++) lower[i] = java.util.Arrays.copyOf(full[i], i + 1);
      assertThat(SymmetricInverse.invert(lower)).isTrue();
      double worst = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double sum = i == j ? -1 : 0;
          for (int k = 0; k < n; k++) sum += full[i][k] * (k >= j ? lower[k][j] : lower[j][k]);
          worst = Math.max(worst, Math.abs(sum));
        }
      }
      assertThat(worst).as("n = " + n).isLessThan(1e-12);
    }
  }

  @Test
  void a_matrix_that_is_not_positive_definite_is_told() {
    assertThat(SymmetricInverse.invert(new double[][] {{1}, {2, 1}})).isFalse();
    assertThat(SymmetricInverse.invert(new double[][] {{0}})).isFalse();
    assertThat(SymmetricInverse.invert(new double[][] {{Double.NaN}})).isFalse();
  }

  @Test
  void co_purchase_is_the_shared_buyers_counted_naively() {
    for (var likeness : Likeness.values()) {
      var model = new CoPurchase(likeness, Weighting.NONE, 7, 3, true).train(purchases);
      for (int candidate = 0; candidate < purchases.items(); candidate++) {
        var column = new double[purchases.items()];
        for (int i = 0; i < column.length; i++) {
          if (i != candidate) column[i] = naive(likeness, i, candidate, 3);
        }
        double least =
            java.util.Arrays.stream(column).sorted().skip(column.length - 7).min().orElse(0);
        int kept = 0;
        for (int i = 0; i < column.length; i++) {
          double link = model.link(i, candidate);
          if (link > 0) {
            kept++;
            assertThat(link).isCloseTo(column[i], within(1e-6));
            assertThat(link).isGreaterThan(least - 1e-6);
          }
        }
        assertThat(kept).isLessThanOrEqualTo(7);
        if (least > 0) assertThat(kept).isEqualTo(7);
      }
    }
  }

  @Test
  void a_random_walk_is_the_product_of_its_steps() {
    var model = new RandomWalk(48, .7, .4, false).train(purchases);
    for (int i = 0; i < purchases.items(); i++) {
      for (int j = 0; j < purchases.items(); j++) {
        double sum = 0;
        for (var row : table) {
          if (row[i] == 0 || row[j] == 0) continue;
          sum += Math.pow(1 / buyers(i), .7) * Math.pow(1 / degree(row), .7);
        }
        double expected = i == j ? 0 : sum * Math.pow(Math.max(1, buyers(j)), -.4);
        assertThat((double) model.link(i, j)).isCloseTo(expected, within(1e-6));
      }
    }
  }

  @Test
  void scores_are_the_sum_of_the_links_from_the_history() {
    var history = purchases.of(3);
    for (Model model :
        new Model[] {
          Ease.train(purchases, 20),
          CoPurchase.usual().train(purchases),
          RandomWalk.usual().train(purchases)
        }) {
      var scores = model.scores(history);
      for (int item = 0; item < scores.length; item++) {
        double sum = 0;
        for (int bought : history) sum += model.link(bought, item);
        assertThat((double) scores[item]).isCloseTo(sum, within(1e-5));
      }
    }
  }

  @Test
  void an_item_nobody_bought_a_person_with_nothing_and_a_shop_with_one_item_are_no_trouble() {
    var odd = Purchases.of(3, 5, new int[] {0, 0, 2, 2, 2}, new int[] {1, 3, 1, 3, 3});
    assertThat(odd.size()).isEqualTo(4);
    for (Model model :
        new Model[] {
          Popular.train(odd),
          Ease.train(odd, 1),
          CoPurchase.usual().train(odd),
          new CoPurchase(Likeness.JACCARD, Weighting.NONE, 3, 0, true).train(odd),
          RandomWalk.usual().train(odd)
        }) {
      for (int person = 0; person < 3; person++) {
        for (float score : model.scores(odd.of(person))) assertThat(score).isFinite();
      }
    }
    var one = Purchases.of(1, 1, new int[] {0}, new int[] {0});
    assertThat(Ease.train(one, 1).scores(0)).containsExactly(0f);
    var none = Purchases.of(0, 0, new int[0], new int[0]);
    assertThat(CoPurchase.usual().train(none).items()).isZero();
    assertThat(Ease.train(none, 1).items()).isZero();
  }

  @Test
  void bad_settings_are_refused() {
    assertThatThrownBy(() -> Ease.train(purchases, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Ease.train(purchases, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Ease.train(Purchases.of(1, 20_000, new int[1], new int[1]), 5))
        .hasMessageContaining("CoPurchase");
    assertThatThrownBy(() -> new CoPurchase(Likeness.DICE, Weighting.BM25, 3, 0, true))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Purchases.of(1, 2, new int[1], new int[] {2}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fading_lets_the_young_purchase_count_and_an_endless_half_life_is_none() {
    var person = new int[] {0, 0, 0};
    var item = new int[] {1, 1, 0};
    var fading = Purchases.fading(1, 2, person, item, new double[] {30, 10, 0}, 10);
    assertThat(fading.weight).containsExactly(1f, .5f);
    var endless =
        Purchases.fading(1, 2, person, item, new double[] {30, 10, 0}, Double.POSITIVE_INFINITY);
    assertThat(endless.weight).containsExactly(1f, 1f);
  }

  private double naive(Likeness likeness, int i, int j, double shrink) {
    double both = 0;
    for (var row : table) both += row[i] * row[j];
    double below =
        switch (likeness) {
          case COSINE -> Math.sqrt(buyers(i) * buyers(j));
          case JACCARD -> buyers(i) + buyers(j) - both;
          case DICE -> buyers(i) + buyers(j);
        };
    return both / (below + shrink + 1e-6);
  }

  private double buyers(int item) {
    double sum = 0;
    for (var row : table) sum += row[item];
    return sum;
  }

  private static double degree(double[] row) {
    double sum = 0;
    for (double value : row) sum += value;
    return sum;
  }

  private static double[][] naiveInverse(double[][] matrix) {
    int n = matrix.length;
    var work = new double[n][2 * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(matrix[i], 0, work[i], 0, n);
      work[i][n + i] = 1;
    }
    for (int k = 0; k < n; k++) {
      double pivot = work[k][k];
      for (int j = 0; j < 2 * n; j++) work[k][j] /= pivot;
      for (int i = 0; i < n; i++) {
        if (i == k) continue;
        double factor = work[i][k];
        for (int j = 0; j < 2 * n; j++) work[i][j] -= factor * work[k][j];
      }
    }
    var inverse = new double[n][];
    for (int i = 0; i < n; i++) inverse[i] = java.util.Arrays.copyOfRange(work[i], n, 2 * n);
    return inverse;
  }
}
