package changke.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A noisy source waits for itself and silences nobody.
class FairQueueTest {

  private static final int ROOM = 1_000;

  private final Source noisy = source(1);
  private final Source quiet = source(2);
  private final FairQueue queue = new FairQueue(ROOM);

  private static Source source(int number) {
    return new Source(
        new UUID(0, number), "s" + number, Source.Kind.SERVER, false, false, Instant.EPOCH, false);
  }

  private static Bundle bundle(Source source, int events) {
    var entries =
        IntStream.range(0, events)
            .mapToObj(i -> new Entry(new UUID(1, i), true, "E", null, null, Instant.EPOCH, "{}"))
            .toList();
    return new Bundle(source, entries, List.of(), new CompletableFuture<>());
  }

  private List<Source> next(int most) {
    try {
      return queue.next(most, Duration.ZERO.plusMillis(1)).stream().map(Bundle::source).toList();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private int fill(Source source, int each) {
    int taken = 0;
    while (queue.offer(bundle(source, each))) {
      taken++;
    }
    return taken;
  }

  @Test
  void one_alone_gets_half_and_a_second_still_finds_room() {
    assertThat(fill(noisy, 10)).isEqualTo(ROOM / 10 / 2);
    assertThat(queue.offer(bundle(quiet, 200))).isTrue();
    assertThat(queue.events()).isEqualTo(700);
    assertThat(queue.sources()).isEqualTo(2);
    assertThat(queue.offer(bundle(noisy, 1))).isFalse();
  }

  @Test
  void two_greedy_ones_never_fill_the_room() {
    for (int i = 0; i < ROOM; i++) {
      queue.offer(bundle(noisy, 5));
      queue.offer(bundle(quiet, 5));
    }
    assertThat(queue.events()).isBetween(600L, 670L);
    assertThat(queue.offer(bundle(source(3), 100))).isTrue();
  }

  @Test
  void sources_are_written_in_turn_and_each_in_its_own_order() throws Exception {
    var own = new ArrayList<Bundle>();
    for (int i = 0; i < 20; i++) {
      var bundle = bundle(noisy, 10);
      own.add(bundle);
      queue.offer(bundle);
    }
    queue.offer(bundle(quiet, 10));
    var first = queue.next(40, Duration.ofMillis(1));
    assertThat(first.stream().map(Bundle::source)).containsExactly(noisy, quiet, noisy, noisy);
    var rest = queue.next(1_000, Duration.ofMillis(1));
    var written =
        java.util.stream.Stream.concat(first.stream(), rest.stream())
            .filter(bundle -> bundle.source().equals(noisy))
            .toList();
    assertThat(written).isEqualTo(own);
  }

  @Test
  void what_is_larger_than_the_room_still_fits_when_little_is_taken() {
    assertThat(queue.offer(bundle(noisy, 3 * ROOM))).isTrue();
    assertThat(queue.offer(bundle(quiet, 1))).isFalse();
    assertThat(next(1)).containsExactly(noisy);
  }

  @Test
  void room_comes_back_to_the_last_event() throws Exception {
    long seed = 611;
    System.out.println("seed " + seed);
    var random = new Random(seed);
    var oracle = new HashMap<UUID, Integer>();
    var out = new ArrayList<List<Bundle>>();
    for (int round = 0; round < 3_000; round++) {
      if (random.nextBoolean()) {
        var bundle = bundle(source(random.nextInt(5)), 1 + random.nextInt(60));
        var id = bundle.source().id();
        int mine = oracle.getOrDefault(id, 0);
        int left = ROOM - oracle.values().stream().mapToInt(n -> n).sum() - bundle.weight();
        boolean fits =
            mine == 0
                ? left >= 0 || left + bundle.weight() >= ROOM / 2
                : mine + bundle.weight() <= left;
        assertThat(queue.offer(bundle)).isEqualTo(fits);
        if (fits) {
          oracle.merge(id, bundle.weight(), Integer::sum);
        }
      } else if (random.nextBoolean()) {
        out.add(queue.next(1 + random.nextInt(200), Duration.ofMillis(1)));
      } else if (!out.isEmpty()) {
        var group = out.remove(random.nextInt(out.size()));
        queue.leave(group);
        group.forEach(b -> oracle.merge(b.source().id(), -b.weight(), Integer::sum));
      }
      assertThat(queue.events()).isEqualTo(oracle.values().stream().mapToInt(n -> n).sum());
    }
  }
}
