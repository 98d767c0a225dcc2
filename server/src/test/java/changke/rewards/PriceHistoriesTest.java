package changke.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestClock;
import changke.catalog.Offer;
import changke.orders.Market;
import changke.orders.PriceMovedException;
import changke.orders.Sale;
import changke.shared.Ids;
import changke.shared.Money;
import changke.shared.OrderId;
import changke.shared.PersonId;
import changke.shared.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// Random lives of prices, many at once: claims, orders that are placed, paid, let go, paid late
/// and given back in parts, and accounts that become one in the middle of it. The counters that
/// decide are compared with what the single cuts add up to.
@HouseTest
class PriceHistoriesTest {

  private static final int PEOPLE = 6;
  private static final int THREADS = 8;

  /// Counters of terms and what coupons and cuts say they should be.
  private static final String CROOKED_TERMS =
      """
      SELECT t.key || ' issued ' || t.issued || '/' || coupons.issued
             || ' held ' || t.held_minor || '/' || coupons.held
             || ' used ' || t.used_minor || '/' || cuts.used || ' times ' || t.used || '/' || coupons.used
      FROM rewards.terms t,
           LATERAL (SELECT count(*) AS issued, coalesce(sum(off_minor) FILTER (WHERE state = 'held'), 0) AS held,
                           count(*) FILTER (WHERE state = 'used') AS used
                    FROM rewards.coupon WHERE terms = t.id) coupons,
           LATERAL (SELECT coalesce(sum(c.off_minor), 0) AS used
                    FROM rewards.price_cut c JOIN rewards.price_hold h USING (order_id)
                    WHERE c.source = t.id AND h.state = 'captured' AND c.counted AND NOT c.returned) cuts
      WHERE t.id = ANY (:ids::uuid[])
        AND (t.issued <> coupons.issued OR t.held_minor <> coupons.held OR t.used_minor <> cuts.used
             OR t.used <> coupons.used OR t.issued > t.total_limit
             OR t.held_minor + t.used_minor > t.budget_minor)
      """;

  private static final String CROOKED_PROMOTIONS =
      """
      SELECT p.key || ' pieces ' || p.pieces || '/' || cuts.pieces || ' taken ' || p.taken_minor
             || '/' || cuts.taken
      FROM rewards.promotion p,
           LATERAL (SELECT coalesce(sum(c.pieces), 0) AS pieces, coalesce(sum(c.off_minor), 0) AS taken
                    FROM rewards.price_cut c JOIN rewards.price_hold h USING (order_id)
                    WHERE c.source = p.id AND h.state <> 'released' AND c.counted AND NOT c.returned) cuts
      WHERE p.id = ANY (:ids::uuid[])
        AND (p.pieces <> cuts.pieces OR p.taken_minor <> cuts.taken
             OR p.pieces > p.stock OR p.taken_minor > p.budget_minor)
      """;

  /// Coupons that two orders have, or that nobody has although an order does.
  private static final String CROOKED_COUPONS =
      """
      SELECT c.id::text || ' ' || c.state || ' in ' || count(DISTINCT h.order_id)
      FROM rewards.coupon c
      LEFT JOIN rewards.price_cut cut ON cut.coupon = c.id AND cut.counted AND NOT cut.returned
      LEFT JOIN rewards.price_hold h ON h.order_id = cut.order_id AND h.state <> 'released'
      WHERE c.terms = ANY (:ids::uuid[])
      GROUP BY c.id, c.state
      HAVING count(DISTINCT h.order_id) > 1
          OR (c.state IN ('held', 'used')) <> (count(DISTINCT h.order_id) = 1)
      """;

  @Autowired Prices prices;
  @Autowired Coupons coupons;
  @Autowired Rewards rewards;
  @Autowired TermsRows terms;
  @Autowired PromotionRows promotions;
  @Autowired Market market;
  @Autowired TransactionOperations transaction;
  @Autowired JdbcClient jdbc;
  @Autowired TestClock clock;
  @Autowired Ids ids;

  private final List<UUID> termsIds = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private final List<UUID> promotionIds = new ArrayList<>();
  private final ConcurrentLinkedQueue<Placed> orders = new ConcurrentLinkedQueue<>();

  private record Placed(OrderId order, List<Sale> sales) {}

  @Test
  void no_limit_is_passed_and_every_counter_is_the_sum_of_its_cuts() throws Exception {
    var seed = System.nanoTime();
    System.out.println("price histories seed " + seed);
    var offers = IntStream.range(0, 3).mapToObj(i -> market.offer(1, 1000 + 700L * i)).toList();
    var people = IntStream.range(0, PEOPLE).mapToObj(i -> new PersonId(ids.next())).toList();
    arrange(offers);
    var steps = Boolean.getBoolean("changke.long") ? 400 : 50;
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      var works =
          IntStream.range(0, THREADS)
              .mapToObj(
                  i -> threads.submit(() -> work(new Random(seed + i), people, offers, steps)))
              .toList();
      threads.submit(() -> merge(new Random(seed - 1), people)).get();
      for (var work : works) {
        work.get();
      }
    }
    assertThat(orders).as("seed " + seed).hasSizeGreaterThan(THREADS);
    assertThat(wrong(CROOKED_TERMS, termsIds)).as("terms, seed " + seed).isEmpty();
    assertThat(wrong(CROOKED_PROMOTIONS, promotionIds)).as("promotions, seed " + seed).isEmpty();
    assertThat(wrong(CROOKED_COUPONS, termsIds)).as("coupons, seed " + seed).isEmpty();
    assertThat(
            jdbc.sql(
                    """
                    SELECT count(*) FROM rewards.coupon c JOIN rewards.member m USING (person)
                    WHERE c.terms = ANY (:ids::uuid[]) AND m.merged_into IS NOT NULL
                    """)
                .param("ids", termsIds.stream().map(UUID::toString).toArray(String[]::new))
                .query(Long.class)
                .single())
        .as("coupons of people who are somebody else by now")
        .isZero();
  }

  private Void work(Random chance, List<PersonId> people, List<Offer> offers, int steps) {
    for (int step = 0; step < steps; step++) {
      var person = people.get(chance.nextInt(people.size()));
      switch (chance.nextInt(8)) {
        case 0, 1 -> coupons.claim(person, keys.get(chance.nextInt(keys.size())));
        case 2, 3, 4 -> place(chance, person, offers);
        case 5 -> any(chance, placed -> prices.capture(placed.order()));
        case 6 -> any(chance, placed -> prices.release(placed.order()));
        case 7 ->
            any(
                chance,
                placed ->
                    prices.refund(
                        placed.order(),
                        List.of(placed.sales().get(chance.nextInt(placed.sales().size())))));
        default -> throw new IllegalStateException();
      }
    }
    return null;
  }

  /// As checkout does: a quote, and in one transaction the hold of exactly that.
  private void place(Random chance, PersonId person, List<Offer> offers) {
    var sales = new ArrayList<Sale>();
    for (var offer : offers) {
      if (chance.nextBoolean() || sales.isEmpty()) {
        var count = 1 + chance.nextInt(3);
        sales.add(new Sale(offer.id(), offer.merchant(), count, offer.price().times(count)));
      }
    }
    var whose = chance.nextInt(5) == 0 ? null : person;
    var quote = prices.quote(whose, sales);
    var order = new OrderId(ids.next());
    var after = new ArrayList<Sale>();
    for (int i = 0; i < sales.size(); i++) {
      var sale = sales.get(i);
      var left = sale.amount().minus(quote.get(i));
      assertThat(left.minor()).as("no line below nothing").isNotNegative();
      after.add(new Sale(sale.offer(), sale.merchant(), sale.quantity(), left));
    }
    try {
      transaction.executeWithoutResult(status -> prices.hold(order, whose, after, quote));
    } catch (PriceMovedException moved) {
      return;
    }
    var cut = prices.takenOff(order).stream().mapToLong(note -> note.off().minor()).sum();
    assertThat(cut)
        .as("what was taken off adds up to the quote")
        .isEqualTo(quote.stream().mapToLong(Money::minor).sum());
    if (cut > 0) {
      orders.add(new Placed(order, after));
    }
  }

  private void any(Random chance, java.util.function.Consumer<Placed> act) {
    var all = List.copyOf(orders);
    if (!all.isEmpty()) {
      act.accept(all.get(chance.nextInt(all.size())));
    }
  }

  private Void merge(Random chance, List<PersonId> people) throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      Thread.sleep(20);
      var one = chance.nextInt(people.size());
      var other = (one + 1 + chance.nextInt(people.size() - 1)) % people.size();
      rewards.merge(people.get(one), people.get(other));
    }
    return null;
  }

  private List<String> wrong(String sql, List<UUID> ids) {
    return jdbc.sql(sql)
        .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
        .query(String.class)
        .list();
  }

  private void arrange(List<Offer> offers) {
    terms(offers, Terms.Kind.FIXED, 300L, null, 40L, null, 4000L);
    terms(offers, Terms.Kind.PERCENT, null, 900L, 25L, 4, null);
    terms(List.of(offers.getFirst()), Terms.Kind.TRIAL, null, null, null, 2, 9000L);
    promotion(offers.getFirst(), Promotion.Kind.PRICE, 500L, 30L, 4, null);
    promotion(offers.getLast(), Promotion.Kind.PERCENT, null, null, null, 6000L);
    promotion(offers.get(1), Promotion.Kind.FREE_PIECES, null, 40L, null, null);
  }

  private void terms(
      List<Offer> offers,
      Terms.Kind kind,
      @Nullable Long off,
      @Nullable Long cap,
      @Nullable Long total,
      @Nullable Integer each,
      @Nullable Long budget) {
    var key = "h-" + UUID.randomUUID().toString().substring(0, 12);
    var id = ids.next();
    terms.insert(
        new Terms(
            id,
            key,
            0,
            new Words("券", "Coupon"),
            kind,
            off,
            kind == Terms.Kind.PERCENT ? 1500 : null,
            cap,
            0,
            offers.stream().map(Offer::id).collect(java.util.stream.Collectors.toSet()),
            Set.of(),
            null,
            Audience.MEMBERS,
            true,
            false,
            PointBooks.PLATFORM,
            clock.instant().minusSeconds(1),
            null,
            10,
            total,
            each,
            null,
            budget),
        "test",
        clock.instant());
    termsIds.add(id);
    keys.add(key);
  }

  private void promotion(
      Offer offer,
      Promotion.Kind kind,
      @Nullable Long price,
      @Nullable Long stock,
      @Nullable Integer each,
      @Nullable Long budget) {
    var gift = kind == Promotion.Kind.FREE_PIECES;
    var id = ids.next();
    promotions.insert(
        new Promotion(
            id,
            "h-" + UUID.randomUUID().toString().substring(0, 12),
            0,
            new Words("活动", "Deal"),
            Promotion.Occasion.LIMITED,
            kind,
            Set.of(offer.id()),
            null,
            price,
            kind == Promotion.Kind.PERCENT ? 1000 : null,
            gift ? 1 : null,
            gift ? 1 : null,
            Audience.EVERYONE,
            null,
            null,
            PointBooks.PLATFORM,
            clock.instant().minusSeconds(1),
            clock.instant().plus(Duration.ofDays(1)),
            stock,
            each,
            budget,
            0,
            0),
        "test",
        clock.instant());
    promotionIds.add(id);
  }
}
