package changke.engine.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RfmTest {

  @Test
  void ties_share_the_better_score() {
    var days = new int[] {1, 1, 1, 9, 9};
    var scale = RfmScale.of(days, new long[] {100, 100, 50, 50, 50});
    assertThat(scale.score(1, 1, 50)).isEqualTo(new RfmScore(5, 1, 3));
    assertThat(scale.score(9, 1, 100)).isEqualTo(new RfmScore(2, 1, 5));
  }

  @Test
  void quintiles_agree_with_counting_who_is_better() {
    for (long seed = 1; seed <= 200; seed++) {
      var random = new Random(seed);
      var n = 1 + random.nextInt(40);
      var days = random.ints(n, 0, 1 + random.nextInt(30)).toArray();
      var money = random.longs(n, -50, 1 + random.nextInt(500)).toArray();
      var scale = RfmScale.of(days, money);
      for (int i = 0; i < n; i++) {
        var closer = days[i];
        var richer = money[i];
        var better = Arrays.stream(days).filter(d -> d < closer).count();
        var above = Arrays.stream(money).filter(m -> m > richer).count();
        var score = scale.score(days[i], 1, money[i]);
        assertThat(score.recency()).as("seed %d", seed).isEqualTo((int) (5 - 5 * better / n));
        assertThat(score.money()).as("seed %d", seed).isEqualTo((int) (5 - 5 * above / n));
      }
    }
  }

  @Test
  void orders_are_scored_by_fixed_thresholds() {
    var scale = RfmScale.of(new int[] {1}, new long[] {1});
    var scores = new int[11];
    for (int orders = 1; orders <= 10; orders++) {
      scores[orders] = scale.score(1, orders, 1).frequency();
    }
    assertThat(scores).containsExactly(0, 1, 2, 3, 3, 4, 4, 4, 4, 4, 5);
  }

  @Test
  void every_score_has_a_segment_and_every_segment_a_score() {
    var seen = EnumSet.noneOf(RfmSegment.class);
    for (int r = 1; r <= 5; r++) {
      for (int f = 1; f <= 5; f++) {
        for (int m = 1; m <= 5; m++) {
          seen.add(new RfmScore(r, f, m).segment());
        }
      }
    }
    assertThat(seen).hasSize(11).containsExactlyInAnyOrder(RfmSegment.values());
  }

  @Test
  void a_first_order_is_never_loyalty_and_a_second_never_new() {
    assertThat(new RfmScore(5, 1, 5).segment()).isEqualTo(RfmSegment.NEW);
    assertThat(new RfmScore(5, 2, 1).segment()).isEqualTo(RfmSegment.POTENTIAL_LOYALISTS);
    assertThat(new RfmScore(1, 5, 5).segment()).isEqualTo(RfmSegment.CANNOT_LOSE);
    assertThat(new RfmScore(1, 1, 5).segment()).isEqualTo(RfmSegment.LOST);
    assertThat(new RfmScore(5, 4, 5).segment()).isEqualTo(RfmSegment.CHAMPIONS);
  }

  @Test
  void a_shop_may_bring_its_own_thresholds() {
    var own =
        new RfmScale(
            new RfmScale.AtMost(7, 30, 90, 180),
            new RfmScale.AtLeast(2, 4, 8, 16),
            new RfmScale.AtLeast(1_00, 10_00, 100_00, 1000_00));
    assertThat(own.score(30, 8, 99_99)).isEqualTo(new RfmScore(4, 4, 3));
    assertThatThrownBy(() -> new RfmScale.AtLeast(2, 1, 3, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nobody_and_ten_million_equals_are_scored_without_a_fuss() {
    assertThat(RfmScale.of(new int[0], new long[0]).score(3, 1, 10))
        .isEqualTo(new RfmScore(5, 1, 5));
    var scale = RfmScale.of(new int[10_000_000], new long[10_000_000]);
    assertThat(scale.score(0, 1, 0)).isEqualTo(new RfmScore(5, 1, 5));
    assertThat(scale.score(1, 1, -1)).isEqualTo(new RfmScore(1, 1, 1));
  }
}
