package changke.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// One event of a made-up shop.
record Happened(long person, String kind, Instant at, long amount) {

  static final List<String> KINDS = List.of("open", "browse", "order", "blink");

  /// People with a few days each, some very busy, over 70 days from 2026-02-20 in New York: the
  /// clocks there change on 8 March.
  static List<Happened> seeded(long seed, int people) {
    var random = new SplittableRandom(seed);
    var first = Instant.parse("2026-02-20T05:00:00Z").getEpochSecond();
    var events = new ArrayList<Happened>();
    for (int person = 0; person < people; person++) {
      int acts = person % 50 == 0 ? 400 : 1 + random.nextInt(20);
      long from = first + random.nextLong(40L * 86_400);
      for (int i = 0; i < acts; i++) {
        var kind = KINDS.get(random.nextInt(KINDS.size()));
        var at = Instant.ofEpochSecond(from + random.nextLong(30L * 86_400));
        long amount = kind.equals("order") ? random.nextInt(9_000) : 0;
        events.add(new Happened(key(person), kind, at, amount));
      }
    }
    return events;
  }

  /// People are called by large numbers in the lake; the engine counts them from 0.
  static long key(int person) {
    return person * 7_919_000_003L;
  }

  /// The same event by the person that its source was found to be.
  Happened of(Map<Long, Long> merged) {
    return new Happened(merged.getOrDefault(person, person), kind, at, amount);
  }

  int number() {
    return Math.toIntExact(person / 7_919_000_003L);
  }
}
