package changke.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DayCountsTest {

  @Test
  void any_order_gives_the_sum_and_the_same_bytes() {
    var seed = 20_261_122L;
    System.out.println("seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      var naive = new TreeMap<Integer, Integer>();
      var one = DayCounts.NONE;
      var other = DayCounts.NONE;
      for (int i = random.nextInt(60); i > 0; i--) {
        int day = random.nextInt(5) == 0 ? random.nextInt(40_000) : 20_000 + random.nextInt(40);
        naive.merge(day, 1, Integer::sum);
        if (random.nextBoolean()) {
          one = one.plus(DayCounts.once(day));
        } else {
          other = DayCounts.once(day).plus(other);
        }
      }
      var sum = one.plus(other);
      var found = new TreeMap<Integer, Integer>();
      for (int i = 0; i < sum.size(); i++) {
        found.put(sum.day(i), sum.count(i));
      }
      assertThat(found).as("round " + round).isEqualTo(naive);
      assertThat(sum.toBytes()).isEqualTo(other.plus(one).toBytes());
      assertThat(DayCounts.of(sum.toBytes())).isEqualTo(sum);
    }
  }
}
