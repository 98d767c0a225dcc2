package changke.trials;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The whole way from who is dealt to what stands on the page, with people whose true effect is
/// known.
class CountingTest {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final int DAYS = 12;
  private static final List<Measure> OTHERS =
      List.of(
          Measure.of(Figure.ORDERS),
          Measure.of(Figure.BUYERS),
          Measure.of(Figure.ORDER_VALUE),
          new Measure(Figure.ACTS_PER_ACT, "Click", "View", 0, true));
  private static final List<Measure> GUARDS = List.of(Measure.of(Figure.REFUNDED));

  private static Trial trial(Definition definition, String key) {
    return new Trial(
        new UUID(7, 7),
        key,
        Trial.State.RUNNING,
        1,
        1,
        100,
        null,
        definition,
        START,
        START,
        START,
        null);
  }

  private static Definition definition() {
    return Definitions.plain("x")
        .judgedBy(Measure.of(Figure.NET_REVENUE), OTHERS, GUARDS, 0, 100)
        .made();
  }

  /// Somebody with a taste of their own, by which they buy before and after; the second variant
  /// brings `more` orders on average.
  private static Came came(int variant, Instant first, double more, SplittableRandom random) {
    var person = new UUID(random.nextLong(), random.nextLong());
    double taste = random.nextDouble() < .5 ? .2 : 1.2;
    var purchases = new ArrayList<Purchase>();
    int before = poisson(taste, random);
    for (int i = 0; i < before; i++) {
      purchases.add(purchase(person, first.minus(Duration.ofDays(1 + i)), random));
    }
    int after = poisson(taste + (variant == 1 ? more : 0), random);
    for (int i = 0; i < after; i++) {
      purchases.add(purchase(person, first.plusSeconds(i), random));
    }
    var deeds = new ArrayList<Deed>();
    int views = 1 + poisson(taste * 3, random);
    int clicks = 0;
    for (int i = 0; i < views; i++) {
      clicks += random.nextDouble() < .3 ? 1 : 0;
    }
    deeds.add(new Deed(person, "View", first, views));
    if (clicks > 0) {
      deeds.add(new Deed(person, "Click", first, clicks));
    }
    return new Came(variant, 100, first, false, purchases, deeds);
  }

  private static Purchase purchase(UUID person, Instant at, SplittableRandom random) {
    long paid = 500 + random.nextLong(1_000);
    return new Purchase(
        new UUID(random.nextLong(), random.nextLong()),
        person,
        "CNY",
        at,
        paid,
        random.nextDouble() < .1 ? paid : 0);
  }

  private static int poisson(double mean, SplittableRandom random) {
    double limit = Math.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  /// Net money of an order on average: nine in ten of 999.5 are kept.
  private static final double PER_ORDER = 999.5 * .9;

  private static Map<Figure, Double> truth(double more) {
    var truth = new HashMap<Figure, Double>();
    truth.put(Figure.NET_REVENUE, more * PER_ORDER);
    truth.put(Figure.ORDERS, more);
    truth.put(
        Figure.BUYERS,
        .5 * (Math.exp(-.2) - Math.exp(-.2 - more))
            + .5 * (Math.exp(-1.2) - Math.exp(-1.2 - more)));
    truth.put(Figure.ORDER_VALUE, 0.);
    truth.put(Figure.ACTS_PER_ACT, 0.);
    truth.put(Figure.REFUNDED, 0.);
    return truth;
  }

  /// Which figures were outside of their interval at any of the daily looks.
  private static List<Figure> missed(long seed, double more, Map<Figure, Integer> found) {
    var random = new SplittableRandom(seed);
    var trial = trial(definition(), "seed-" + seed);
    var dealing = new Dealing(trial);
    var truth = truth(more);
    var people = new ArrayList<Came>();
    var missed = new ArrayList<Figure>();
    @Nullable ReadOut last = null;
    for (int day = 0; day < DAYS; day++) {
      for (int i = 0; i < 100; i++) {
        var who = new Subject("p" + seed + "-" + day + "-" + i, Optional.empty(), Map.of());
        var answer = dealing.answer(who, Known.NOTHING);
        var at = START.plus(Duration.ofDays(day)).plusSeconds(random.nextInt(80_000));
        people.add(came(answer.variant().equals("other") ? 1 : 0, at, more, random));
      }
      var counting = new Counting(trial, START.plus(Duration.ofDays(day + 1)));
      people.forEach(counting::add);
      last = counting.readOut();
      for (var row : last.rows()) {
        var one = row.against().getFirst();
        var figure = row.measure().figure();
        if (one.low() != null
            && one.high() != null
            && (truth.getOrDefault(figure, 0.) < one.low()
                || truth.getOrDefault(figure, 0.) > one.high())) {
          missed.add(figure);
        }
      }
    }
    for (var row : java.util.Objects.requireNonNull(last).rows()) {
      if (row.against().getFirst().word() == ReadOut.Word.BETTER) {
        found.merge(row.measure().figure(), 1, Integer::sum);
      }
    }
    return missed.stream().distinct().toList();
  }

  @Test
  void intervals_hold_at_every_look_as_often_as_they_claim() {
    int seeds = Boolean.getBoolean("changke.long") ? 2_000 : 60;
    var misses = new HashMap<Figure, Integer>();
    var found = new HashMap<Figure, Integer>();
    for (int seed = 0; seed < seeds; seed++) {
      missed(seed, .25, found).forEach(figure -> misses.merge(figure, 1, Integer::sum));
    }
    System.err.println(seeds + " seeds, missed at any of " + DAYS + " looks: " + misses);
    double most = Counting.ALPHA * seeds + 3 * Math.sqrt(Counting.ALPHA * .95 * seeds);
    misses.forEach(
        (figure, count) -> assertThat((double) count).as(figure.name()).isLessThanOrEqualTo(most));
    assertThat(found.getOrDefault(Figure.ORDERS, 0)).isGreaterThan(seeds / 4);
  }

  @Test
  void without_an_effect_hardly_anybody_is_fooled() {
    int seeds = Boolean.getBoolean("changke.long") ? 1_000 : 40;
    var found = new HashMap<Figure, Integer>();
    for (int seed = 0; seed < seeds; seed++) {
      missed(1_000_000L + seed, 0, found);
    }
    System.err.println(seeds + " seeds without an effect, called better: " + found);
    assertThat(found.getOrDefault(Figure.NET_REVENUE, 0))
        .isLessThanOrEqualTo((int) (Counting.ALPHA / 2 * seeds + 3 * Math.sqrt(.025 * seeds)));
  }

  @Test
  void what_was_before_narrows_the_interval() {
    var random = new SplittableRandom(5);
    var with = new Counting(trial(definition(), "a"), START.plus(Duration.ofDays(1)));
    var without = new Counting(trial(definition(), "a"), START.plus(Duration.ofDays(1)));
    for (int i = 0; i < 3_000; i++) {
      var one = came(i % 2, START, .1, random);
      with.add(one);
      without.add(
          new Came(
              one.variant(),
              100,
              START,
              false,
              one.purchases().stream()
                  .filter(order -> order.paidAt() != null && !order.paidAt().isBefore(START))
                  .toList(),
              one.deeds()));
    }
    assertThat(width(with)).isLessThan(.985 * width(without));
  }

  private static double width(Counting counting) {
    var one = counting.readOut().rows().getFirst().against().getFirst();
    return one.high() == null || one.low() == null ? Double.NaN : one.high() - one.low();
  }

  @Test
  void money_is_net_and_counts_from_being_shown_on() {
    var counting = new Counting(trial(definition(), "a"), START.plus(Duration.ofDays(9)));
    var who = new UUID(1, 2);
    var purchases =
        List.of(
            new Purchase(new UUID(1, 1), who, "CNY", START.minusSeconds(1), 900, 0),
            new Purchase(new UUID(1, 2), who, "CNY", START, 1_000, 300),
            new Purchase(new UUID(1, 3), who, "CNY", START.plusSeconds(9), 500, 500));
    counting.add(new Came(0, 100, START, true, purchases, List.of()));
    counting.add(new Came(1, 100, START, false, List.of(), List.of()));
    var out = counting.readOut();
    assertThat(out.rows().get(0).values()).containsExactly(700., 0.);
    assertThat(out.rows().get(1).values()).containsExactly(2., 0.);
    assertThat(out.rows().get(2).values()).containsExactly(1., 0.);
    assertThat(out.rows().get(3).values()).containsExactly(350., 0.);
    assertThat(out.rows().get(5).values().getFirst()).isEqualTo(800. / 1_500);
    assertThat(out.several()).isEqualTo(1);
    assertThat(out.rows().getFirst().against().getFirst().word()).isEqualTo(ReadOut.Word.TOO_FEW);
  }

  @Test
  void who_has_not_had_the_days_yet_is_left_out_of_coming_again() {
    var definition =
        Definitions.plain("x")
            .judgedBy(new Measure(Figure.RETURNED, "", "", 7, true), List.of(), List.of(), 0, 100)
            .made();
    var now = START.plus(Duration.ofDays(10));
    var counting = new Counting(trial(definition, "a"), now);
    var who = new UUID(1, 2);
    var sameDay = List.of(new Deed(who, Deed.CAME, START.plusSeconds(7_200), 1));
    var later = List.of(new Deed(who, Deed.CAME, START.plus(Duration.ofDays(6)), 1));
    var tooLate = List.of(new Deed(who, Deed.CAME, START.plus(Duration.ofDays(8)), 1));
    counting.add(new Came(0, 100, START, false, List.of(), sameDay));
    counting.add(new Came(0, 100, START, false, List.of(), later));
    counting.add(new Came(0, 100, START, false, List.of(), tooLate));
    counting.add(new Came(0, 100, now.minus(Duration.ofDays(3)), false, List.of(), List.of()));
    var row = counting.readOut().rows().getFirst();
    assertThat(row.units()).containsExactly(3L, 0L);
    assertThat(row.values().getFirst()).isEqualTo(1. / 3);
  }

  @Test
  void a_middle_order_has_an_interval_too() {
    var definition =
        Definitions.plain("x")
            .judgedBy(Measure.of(Figure.MEDIAN_ORDER), List.of(), List.of(), 0, 100)
            .made();
    var counting = new Counting(trial(definition, "a"), START.plus(Duration.ofDays(1)));
    var random = new SplittableRandom(11);
    for (int i = 0; i < 4_000; i++) {
      long paid = 1_000 + random.nextLong(1_000) + (i % 2 == 0 ? 0 : 400);
      var order = new Purchase(new UUID(3, i), new UUID(4, i), "CNY", START, paid, 0);
      counting.add(new Came(i % 2, 100, START, false, List.of(order), List.of()));
    }
    var one = counting.readOut().rows().getFirst().against().getFirst();
    assertThat(one.word()).isEqualTo(ReadOut.Word.BETTER);
    assertThat(one.low()).isLessThan(400.);
    assertThat(one.high()).isGreaterThan(400.);
  }

  @Test
  void a_side_that_loses_people_raises_the_alarm() {
    var counting = new Counting(trial(definition(), "a"), START.plus(Duration.ofDays(1)));
    for (int i = 0; i < 3_000; i++) {
      counting.add(
          new Came(i % 5 < 2 ? 1 : 0, 100, START.plusSeconds(i), false, List.of(), List.of()));
    }
    assertThat(counting.readOut().alarms()).isTrue();
  }
}
