package changke.activity;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What was seen, through seals and filters, beside a naive set.
@HouseTest
class MemoryTest {

  @Autowired Memory memory;
  @Autowired IntakePool pool;
  @Autowired JdbcClient jdbc;
  @Autowired TestClock clock;

  private Set<UUID> remember(List<UUID> digests) {
    var sorted = digests.stream().distinct().sorted(Digests.AS_STORED).toList();
    return Objects.requireNonNull(pool.transactions().execute(status -> memory.remember(sorted)));
  }

  @Test
  void every_key_is_new_once_through_seals_and_filters() {
    long seed = 20_261_122L;
    System.out.println("seed " + seed);
    var random = new Random(seed);
    var oracle = new HashSet<UUID>();
    var past = new ArrayList<UUID>();
    for (int round = 0; round < 60; round++) {
      var batch = new HashSet<UUID>();
      for (int i = 0; i < 50; i++) {
        batch.add(
            past.isEmpty() || random.nextInt(3) > 0
                ? new UUID(random.nextLong(), random.nextLong())
                : past.get(random.nextInt(past.size())));
      }
      var expected = new HashSet<>(batch);
      expected.removeAll(oracle);
      assertThat(remember(List.copyOf(batch))).isEqualTo(expected);
      oracle.addAll(batch);
      past.addAll(expected);
      switch (random.nextInt(6)) {
        case 0 -> memory.seal();
        case 1 -> memory.tend();
        default -> {}
      }
    }
  }

  @Test
  void of_many_at_once_exactly_one_is_first_also_while_a_part_is_sealed() throws Exception {
    var random = new Random(7);
    var keys = new ArrayList<UUID>();
    for (int i = 0; i < 400; i++) {
      keys.add(new UUID(random.nextLong(), random.nextLong()));
    }
    var wins = new ConcurrentHashMap<UUID, Integer>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int thread = 0; thread < 3; thread++) {
        var order = new Random(thread);
        threads.execute(() -> {
          for (int i = 0; i < 80; i++) {
            var some = new ArrayList<UUID>();
            for (int n = 0; n < 20; n++) {
              some.add(keys.get(order.nextInt(keys.size())));
            }
            remember(some).forEach(key -> wins.merge(key, 1, Integer::sum));
          }
        });
      }
      threads.execute(() -> {
        for (int i = 0; i < 6; i++) {
          memory.seal();
        }
      });
    }
    assertThat(wins.values()).containsOnly(1);
    assertThat(remember(keys)).allMatch(key -> !wins.containsKey(key));
  }

  @Test
  void keys_are_known_for_72_hours_and_their_part_is_dropped_afterwards() {
    var key = new UUID(42, 42);
    assertThat(remember(List.of(key))).containsExactly(key);
    memory.seal();
    memory.tend();
    clock.forward(Duration.ofHours(71));
    memory.tend();
    assertThat(remember(List.of(key))).isEmpty();
    clock.forward(Duration.ofHours(2));
    memory.tend();
    assertThat(
            jdbc.sql("SELECT count(*) FROM activity.seen WHERE digest = ?")
                .param(key)
                .query(Long.class)
                .single())
        .isZero();
    assertThat(remember(List.of(key))).containsExactly(key);
  }

  @Test
  void a_filter_holds_every_key_and_few_others() {
    var random = new Random(3);
    var filter = new KeyFilter(20_000);
    var keys = new ArrayList<UUID>();
    for (int i = 0; i < 20_000; i++) {
      var key = new UUID(random.nextLong(), random.nextLong());
      keys.add(key);
      filter.add(key);
    }
    var copy = KeyFilter.of(filter.toBytes());
    assertThat(keys).allMatch(copy::mayHold);
    int wrong = 0;
    for (int i = 0; i < 100_000; i++) {
      wrong += copy.mayHold(new UUID(random.nextLong(), random.nextLong())) ? 1 : 0;
    }
    assertThat(wrong).isLessThan(1_000);
  }
}
