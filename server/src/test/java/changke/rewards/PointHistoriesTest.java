package changke.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestClock;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Random lives of points, against a naive book kept in lists, and many at once.
@HouseTest
class PointHistoriesTest {

  private static final Duration GRACE = Duration.ofDays(14);

  @Autowired Rewards rewards;
  @Autowired Points points;
  @Autowired TestClock clock;
  @Autowired Ids ids;

  @Test
  void any_history_leaves_what_the_naive_book_says() {
    var rounds = Boolean.getBoolean("changke.long") ? 40 : 4;
    for (int round = 0; round < rounds; round++) {
      var seed = System.nanoTime();
      System.out.println("points history seed " + seed);
      new History(new Random(seed), seed).run(150);
    }
    assertThat(rewards.prove().holds()).isTrue();
  }

  @Test
  void many_at_once_leave_a_sound_book_and_nothing_below_zero() throws Exception {
    var seed = System.nanoTime();
    System.out.println("points concurrency seed " + seed);
    var people = IntStream.range(0, 4).mapToObj(i -> new PersonId(ids.next())).toList();
    var given = new HashMap<PersonId, Long>();
    people.forEach(person -> given.put(person, 0L));
    try (var threads = Executors.newFixedThreadPool(8)) {
      var works =
          IntStream.range(0, 8)
              .mapToObj(
                  i -> threads.submit(() -> work(new Random(seed + i), people, seed + " " + i)))
              .toList();
      for (var work : works) {
        work.get().forEach((person, sum) -> given.merge(person, sum, Long::sum));
      }
    }
    for (var person : people) {
      var balance = rewards.balance(person);
      assertThat(balance.available()).isNotNegative();
      assertThat(balance.held()).isZero();
      assertThat(balance.debt()).isZero();
      assertThat(balance.available() + balance.pending()).isEqualTo(given.get(person));
    }
    assertThat(rewards.prove().holds()).as("seed " + seed).isTrue();
  }

  /// The same facts from several threads; tells what each person should have in the end.
  private Map<PersonId, Long> work(Random chance, List<PersonId> people, String run) {
    var sums = new HashMap<PersonId, Long>();
    for (int i = 0; i < 60; i++) {
      var person = people.get(chance.nextInt(people.size()));
      var gift = Gift.now(person, "c " + run + " " + i, 1 + chance.nextInt(50), "test", "c", 1);
      if (rewards.give(gift) instanceof Earned.Lots lots) {
        sums.merge(person, lots.points(), Long::sum);
      }
      assertThat(rewards.give(gift)).isInstanceOf(Earned.Before.class);
      var spend = ids.next();
      var wanted = 1 + chance.nextInt(60);
      if (rewards.hold(spend, person, wanted, "order", "x") instanceof Spending.Held) {
        if (chance.nextBoolean()) {
          rewards.release(spend);
        } else {
          rewards.capture(spend);
          var back = rewards.refund(spend, chance.nextInt(wanted + 1), "c " + spend);
          sums.merge(person, back - wanted, Long::sum);
        }
      }
    }
    return sums;
  }

  /// One life of a few people, step by step in both books.
  private final class History {

    final Random chance;
    final long seed;
    final List<PersonId> people = new ArrayList<>();
    final Map<PersonId, Naive> books = new LinkedHashMap<>();
    final Map<PersonId, PersonId> merged = new HashMap<>();
    final List<NaiveSpend> spends = new ArrayList<>();
    final List<NaiveLot> facts = new ArrayList<>();

    History(Random chance, long seed) {
      this.chance = chance;
      this.seed = seed;
      for (int i = 0; i < 4; i++) {
        var person = new PersonId(ids.next());
        people.add(person);
        books.put(person, new Naive());
      }
    }

    void run(int steps) {
      for (int step = 0; step < steps; step++) {
        step(step);
        people.forEach(this::compare);
      }
    }

    private void compare(PersonId person) {
      var naive = book(person);
      assertThat(rewards.balance(person))
          .as("seed " + seed)
          .isEqualTo(
              new PointBalance(
                  naive.sum(lot -> lot.open - lot.held),
                  naive.sum(lot -> lot.held),
                  naive.sum(lot -> lot.pending),
                  naive.debt));
    }

    private Naive book(PersonId person) {
      return java.util.Objects.requireNonNull(books.get(merged.getOrDefault(person, person)));
    }

    private void step(int step) {
      var person = people.get(chance.nextInt(people.size()));
      switch (chance.nextInt(12)) {
        case 0, 1, 2 -> earn(person, "h " + seed + " " + step);
        case 3, 4 -> hold(person);
        case 5 -> held().ifPresent(this::capture);
        case 6 -> held().ifPresent(this::release);
        case 7 -> captured().ifPresent(spend -> refund(spend, step));
        case 8 -> clawBack();
        case 9, 10 -> wait(1 + chance.nextInt(9));
        case 11 -> merge();
        default -> throw new IllegalStateException();
      }
    }

    private void earn(PersonId person, String fact) {
      var amount = 1 + chance.nextInt(100);
      var pending = chance.nextBoolean() ? Duration.ZERO : Duration.ofDays(chance.nextInt(10));
      var gift =
          new Gift(
              person, fact, amount, "test", "h", 1, "", pending, 1 + chance.nextInt(30), Map.of());
      rewards.give(gift);
      var real = rewards.lotsOf(fact).getFirst();
      var lot = new NaiveLot(fact, amount, real.maturesAt(), real.expiresAt());
      book(person).lots.add(lot);
      facts.add(lot);
      if (real.pending() > 0) {
        lot.pending = amount;
      } else {
        book(person).settle(lot, amount);
      }
    }

    private void hold(PersonId person) {
      var wanted = 1 + chance.nextInt(120);
      var id = ids.next();
      var result = rewards.hold(id, person, wanted, "order", "x");
      var taken = book(person).take(wanted, clock.instant());
      assertThat(result instanceof Spending.Held).as("seed " + seed).isEqualTo(taken != null);
      if (taken != null) {
        taken.forEach((lot, part) -> lot.held += part);
        spends.add(new NaiveSpend(id, person, taken));
      }
    }

    private java.util.Optional<NaiveSpend> held() {
      return spends.stream().filter(spend -> spend.state == 0).findFirst();
    }

    private java.util.Optional<NaiveSpend> captured() {
      return spends.stream().filter(spend -> spend.state == 1).findFirst();
    }

    private void capture(NaiveSpend spend) {
      assertThat(rewards.capture(spend.id)).isTrue();
      spend.state = 1;
      spend.parts.forEach((lot, part) -> {
        lot.held -= part;
        lot.open -= part;
      });
    }

    private void release(NaiveSpend spend) {
      rewards.release(spend.id);
      spend.state = 2;
      var now = clock.instant();
      spend.parts.forEach((lot, part) -> {
        lot.held -= part;
        lot.grace(now);
      });
    }

    /// The longest-living lots first; a debt is paid from what would come back first.
    private void refund(NaiveSpend spend, int step) {
      var wanted = 1 + chance.nextInt(100);
      var now = clock.instant();
      var back = new LinkedHashMap<NaiveLot, Long>();
      var left = (long) wanted;
      var parts = new ArrayList<>(spend.parts.keySet());
      parts.sort(Naive.SOONEST.reversed());
      for (var lot : parts) {
        var part =
            Math.min(left, spend.parts.getOrDefault(lot, 0L) - spend.back.getOrDefault(lot, 0L));
        if (part > 0) {
          back.put(lot, part);
          spend.back.merge(lot, part, Long::sum);
          left -= part;
        }
      }
      var sum = wanted - left;
      assertThat(rewards.refund(spend.id, wanted, "h " + seed + " " + step)).isEqualTo(sum);
      var naive = book(spend.person);
      var paid = Math.min(naive.debt, sum);
      naive.debt -= paid;
      for (var part : back.entrySet()) {
        var gone = Math.min(paid, part.getValue());
        paid -= gone;
        if (part.getValue() > gone) {
          part.getKey().open += part.getValue() - gone;
          part.getKey().grace(now);
        }
      }
    }

    private void clawBack() {
      if (facts.isEmpty()) {
        return;
      }
      var lot = facts.get(chance.nextInt(facts.size()));
      var owner =
          books.entrySet().stream()
              .filter(entry -> entry.getValue().lots.contains(lot))
              .findFirst()
              .orElseThrow();
      var kept = chance.nextInt((int) lot.points + 1);
      var over = lot.points - lot.clawed - kept;
      var taken = points.reduce(owner.getKey(), lot.fact, Map.of("h", (long) kept));
      assertThat(taken).isEqualTo(Math.max(0, over));
      if (over > 0) {
        owner.getValue().claw(lot, over);
      }
    }

    private void wait(int days) {
      clock.forward(Duration.ofDays(days));
      var now = clock.instant();
      for (var person : people) {
        points.mature(person);
        points.expire(person);
      }
      for (var book : books.values()) {
        book.lots.sort(Naive.SOONEST);
        for (var lot : book.lots) {
          if (lot.pending > 0 && !lot.matures.isAfter(now)) {
            var ripe = lot.pending;
            lot.pending = 0;
            book.settle(lot, ripe);
          }
        }
        for (var lot : book.lots) {
          if (!now.isBefore(lot.expires)) {
            lot.open = lot.held;
          }
        }
      }
    }

    private void merge() {
      var alive = books.keySet().stream().toList();
      if (alive.size() < 3 || chance.nextInt(4) > 0) {
        return;
      }
      var from = alive.get(0);
      var into = alive.get(1);
      rewards.merge(from, into);
      var gone = java.util.Objects.requireNonNull(books.remove(from));
      book(into).lots.addAll(gone.lots);
      book(into).debt += gone.debt;
      people.forEach(person -> {
        if (merged.getOrDefault(person, person).equals(from)) {
          merged.put(person, into);
        }
      });
    }
  }

  private static final class NaiveLot {
    private static final java.util.concurrent.atomic.AtomicLong MADE =
        new java.util.concurrent.atomic.AtomicLong();
    final long number = MADE.incrementAndGet();
    final String fact;
    final long points;
    final Instant matures;
    Instant expires;
    long pending;
    long open;
    long held;
    long clawed;

    NaiveLot(String fact, long points, Instant matures, Instant expires) {
      this.fact = fact;
      this.points = points;
      this.matures = matures;
      this.expires = expires;
    }

    void grace(Instant now) {
      if (!now.isBefore(expires)) {
        expires = now.plus(GRACE);
      }
    }
  }

  private static final class NaiveSpend {
    final UUID id;
    final PersonId person;
    final Map<NaiveLot, Long> parts;
    final Map<NaiveLot, Long> back = new HashMap<>();
    int state;

    NaiveSpend(UUID id, PersonId person, Map<NaiveLot, Long> parts) {
      this.id = id;
      this.person = person;
      this.parts = parts;
    }
  }

  private static final class Naive {

    /// Lots are made in the order of their ids, so that the stable sort settles what is equal.
    static final Comparator<NaiveLot> SOONEST =
        Comparator.comparing((NaiveLot lot) -> lot.expires).thenComparingLong(lot -> lot.number);

    final List<NaiveLot> lots = new ArrayList<>();
    long debt;

    long sum(java.util.function.ToLongFunction<NaiveLot> what) {
      return lots.stream().mapToLong(what).sum();
    }

    void settle(NaiveLot lot, long ripe) {
      var paid = Math.min(debt, ripe);
      debt -= paid;
      lot.open += ripe - paid;
    }

    @org.jspecify.annotations.Nullable
    Map<NaiveLot, Long> take(long wanted, Instant now) {
      lots.sort(SOONEST);
      var taken = new LinkedHashMap<NaiveLot, Long>();
      var left = wanted;
      for (var lot : lots) {
        var part = now.isBefore(lot.expires) ? Math.min(left, lot.open - lot.held) : 0;
        if (part > 0) {
          taken.put(lot, part);
          left -= part;
        }
      }
      return left == 0 ? taken : null;
    }

    void claw(NaiveLot lot, long over) {
      lots.sort(SOONEST);
      lot.clawed += over;
      var waiting = Math.min(over, lot.pending);
      lot.pending -= waiting;
      var own = Math.min(over - waiting, lot.open - lot.held);
      lot.open -= own;
      var left = over - waiting - own;
      for (var other : lots) {
        if (other != lot) {
          var part = Math.min(left, other.open - other.held);
          other.open -= part;
          left -= part;
        }
      }
      debt += left;
    }
  }
}
