package changke.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import changke.shared.MerchantId;
import changke.shared.OfferId;
import changke.shared.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Prices by rules alone, against what can be said about every price and a naive split.
class PricingRulesTest {

  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final MerchantId MING = new MerchantId(new UUID(7, 1));
  private static final MerchantId HUA = new MerchantId(new UUID(7, 2));

  @Test
  void a_split_adds_up_and_is_the_nearest_to_fair() {
    var seed = System.nanoTime();
    System.out.println("allocation seed " + seed);
    var chance = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      var weights = chance.longs(1 + chance.nextInt(12), 0, 50_000).boxed().toList();
      var total = weights.stream().mapToLong(Long::longValue).sum();
      var off = total == 0 ? 0 : chance.nextLong(total + 1);
      var parts = Allocation.split(off, weights);
      assertThat(IntStream.range(0, parts.length).mapToLong(i -> parts[i]).sum()).isEqualTo(off);
      for (int i = 0; i < parts.length; i++) {
        assertThat(parts[i]).isBetween(0L, weights.get(i));
        var fair =
            total == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(off)
                    .multiply(BigDecimal.valueOf(weights.get(i)))
                    .divide(BigDecimal.valueOf(total), 12, RoundingMode.HALF_UP);
        assertThat(fair.subtract(BigDecimal.valueOf(parts[i])).abs())
            .isLessThan(BigDecimal.ONE.add(new BigDecimal("0.000001")));
      }
    }
  }

  @Test
  void whatever_is_offered_no_line_falls_below_nothing_and_no_limit_is_passed() {
    var seed = System.nanoTime();
    System.out.println("pricing seed " + seed);
    var chance = new Random(seed);
    for (int round = 0; round < 4_000; round++) {
      var lines = cart(chance);
      var offered = offered(chance, lines);
      var cuts = PricingRules.decide(lines, offered);
      var left = PricingRules.amounts(lines);
      var pieces = new HashMap<UUID, Integer>();
      var money = new HashMap<UUID, Long>();
      for (var cut : cuts) {
        assertThat(cut.offMinor()).isPositive();
        left[cut.line()] -= cut.offMinor();
        pieces.merge(cut.source(), cut.pieces(), Integer::sum);
        money.merge(cut.source(), cut.offMinor(), Long::sum);
      }
      for (var amount : left) {
        assertThat(amount).as("seed " + seed).isNotNegative();
      }
      for (var running : offered.promotions()) {
        var id = running.promotion().id();
        assertThat((long) pieces.getOrDefault(id, 0)).isLessThanOrEqualTo(running.piecesLeft());
        assertThat(money.getOrDefault(id, 0L)).isLessThanOrEqualTo(running.budgetLeft());
      }
      for (var usable : offered.coupons()) {
        var id = usable.coupon().terms().id();
        assertThat(money.getOrDefault(id, 0L)).isLessThanOrEqualTo(usable.budgetLeft());
      }
      stacksAsPublished(lines, offered, cuts);
      assertThat(PricingRules.decide(lines, offered)).as("the same again").isEqualTo(cuts);
    }
  }

  private static void stacksAsPublished(List<PriceLine> lines, Offered offered, List<Cut> cuts) {
    var used = new HashSet<UUID>();
    cuts.stream().map(Cut::coupon).filter(java.util.Objects::nonNull).forEach(used::add);
    var coupons =
        offered.coupons().stream()
            .map(Offered.Usable::coupon)
            .filter(coupon -> used.contains(coupon.id()))
            .toList();
    assertThat(coupons.stream().filter(c -> !c.terms().ofMerchant()).count())
        .isLessThanOrEqualTo(1);
    assertThat(coupons.stream().filter(c -> MING.equals(c.terms().merchant())).count())
        .isLessThanOrEqualTo(1);
    if (coupons.stream().anyMatch(coupon -> coupon.terms().alone())) {
      assertThat(cuts).allMatch(cut -> cut.coupon() != null);
      assertThat(coupons).hasSize(1);
    }
    var total = PromotionRules.sum(cuts);
    for (var usable : offered.coupons()) {
      if (usable.coupon().terms().alone()) {
        var alone = PricingRules.cuts(usable, lines, PricingRules.amounts(lines));
        assertThat(PromotionRules.sum(alone)).isLessThanOrEqualTo(total);
      }
    }
    assertThat(PromotionRules.sum(PromotionRules.best(lines, offered.promotions())))
        .isLessThanOrEqualTo(total);
  }

  @Test
  void buy_one_get_one_gives_the_second_piece() {
    var gift = promotion(Promotion.Kind.FREE_PIECES, Set.of(offer(1)), null, null, 1, 1);
    assertThat(sum(List.of(line(1, 2, 1000)), gift)).isEqualTo(1000);
    assertThat(sum(List.of(line(1, 3, 1000)), gift)).isEqualTo(1000);
    assertThat(sum(List.of(line(1, 1, 1000)), gift)).isZero();
    assertThat(sum(List.of(line(1, 4, 1000)), gift)).isEqualTo(2000);
  }

  @Test
  void a_set_costs_its_price_when_all_its_parts_are_there() {
    var set = promotion(Promotion.Kind.SET, Set.of(offer(1), offer(2)), 1500L, null, null, null);
    assertThat(sum(List.of(line(1, 1, 1000), line(2, 1, 1000)), set)).isEqualTo(500);
    assertThat(sum(List.of(line(1, 2, 1000), line(2, 3, 1000)), set)).isEqualTo(1000);
    assertThat(sum(List.of(line(1, 1, 1000), line(3, 1, 1000)), set)).isZero();
  }

  @Test
  void a_flash_price_ends_with_its_stock() {
    var flash = promotion(Promotion.Kind.PRICE, Set.of(offer(1)), 600L, null, null, null);
    var cuts =
        PromotionRules.best(
            List.of(line(1, 5, 1000)), List.of(new Offered.Running(flash, 2, Long.MAX_VALUE)));
    assertThat(PromotionRules.sum(cuts)).isEqualTo(800);
    assertThat(cuts).singleElement().satisfies(cut -> assertThat(cut.pieces()).isEqualTo(2));
  }

  @Test
  void a_threshold_counts_what_is_left_of_what_fits() {
    var coupon = coupon(1, Terms.Kind.FIXED, 500L, null, null, 2000, Set.of(offer(1)), null, false);
    var lines = List.of(line(1, 1, 1500), line(2, 1, 5000));
    assertThat(PricingRules.decide(lines, new Offered(List.of(), List.of(coupon)))).isEmpty();
    var more = List.of(line(1, 2, 1500), line(2, 1, 5000));
    assertThat(PricingRules.decide(more, new Offered(List.of(), List.of(coupon))))
        .singleElement()
        .satisfies(cut -> assertThat(cut.offMinor()).isEqualTo(500));
  }

  @Test
  void a_trial_is_one_piece_for_nothing() {
    var trial = coupon(1, Terms.Kind.TRIAL, null, null, null, 0, Set.of(offer(1)), null, false);
    assertThat(
            PricingRules.decide(
                List.of(line(1, 3, 700), line(2, 1, 9000)), new Offered(List.of(), List.of(trial))))
        .singleElement()
        .satisfies(cut -> assertThat(cut.offMinor()).isEqualTo(700));
  }

  @Test
  void a_percent_coupon_stops_at_its_cap() {
    var coupon = coupon(1, Terms.Kind.PERCENT, null, 5000, 800L, 0, Set.of(), null, false);
    assertThat(
            PromotionRules.sum(
                PricingRules.decide(
                    List.of(line(1, 1, 10_000)), new Offered(List.of(), List.of(coupon)))))
        .isEqualTo(800);
  }

  private static long sum(List<PriceLine> lines, Promotion promotion) {
    return PromotionRules.sum(
        PromotionRules.best(
            lines, List.of(new Offered.Running(promotion, Long.MAX_VALUE, Long.MAX_VALUE))));
  }

  private static List<PriceLine> cart(Random chance) {
    var lines = new ArrayList<PriceLine>();
    var size = 1 + chance.nextInt(10);
    for (int i = 0; i < size; i++) {
      var quantity = 1 + chance.nextInt(5);
      lines.add(
          new PriceLine(
              offer(i),
              chance.nextBoolean() ? MING : HUA,
              "c" + i % 3,
              "s",
              quantity,
              quantity * (long) chance.nextInt(20_000)));
    }
    return lines;
  }

  private static Offered offered(Random chance, List<PriceLine> lines) {
    var promotions = new ArrayList<Offered.Running>();
    for (int i = chance.nextInt(6); i > 0; i--) {
      var kind = List.of(Promotion.Kind.values()).get(chance.nextInt(4));
      var offers = new HashSet<OfferId>();
      for (int j = 0; j < 2 + chance.nextInt(3); j++) {
        offers.add(offer(chance.nextInt(10)));
      }
      offers.add(lines.getFirst().offer());
      promotions.add(
          new Offered.Running(
              promotion(
                  kind,
                  offers,
                  kind == Promotion.Kind.PRICE || kind == Promotion.Kind.SET
                      ? (Long) (long) chance.nextInt(20_000)
                      : null,
                  kind == Promotion.Kind.PERCENT ? (Integer) (1 + chance.nextInt(10_000)) : null,
                  kind == Promotion.Kind.FREE_PIECES ? (Integer) (1 + chance.nextInt(3)) : null,
                  kind == Promotion.Kind.FREE_PIECES ? (Integer) (1 + chance.nextInt(2)) : null),
              chance.nextInt(8),
              chance.nextBoolean() ? Long.MAX_VALUE : chance.nextInt(20_000)));
    }
    var coupons = new ArrayList<Offered.Usable>();
    for (int i = chance.nextInt(6); i > 0; i--) {
      var kind = List.of(Terms.Kind.values()).get(chance.nextInt(3));
      var usable =
          coupon(
              chance.nextInt(20),
              kind,
              kind == Terms.Kind.FIXED ? (Long) (long) (1 + chance.nextInt(30_000)) : null,
              kind == Terms.Kind.PERCENT ? (Integer) (1 + chance.nextInt(10_000)) : null,
              kind == Terms.Kind.PERCENT ? (Long) (long) (1 + chance.nextInt(9_000)) : null,
              chance.nextInt(20_000),
              kind == Terms.Kind.TRIAL || chance.nextBoolean()
                  ? Set.of(offer(chance.nextInt(10)))
                  : Set.of(),
              chance.nextBoolean() ? MING : null,
              chance.nextInt(4) == 0);
      coupons.add(
          new Offered.Usable(
              usable.coupon(), chance.nextBoolean() ? Long.MAX_VALUE : chance.nextInt(20_000)));
    }
    return new Offered(promotions, coupons);
  }

  private static OfferId offer(int number) {
    return new OfferId(new UUID(1, number));
  }

  private static PriceLine line(int offer, int quantity, long unit) {
    return new PriceLine(offer(offer), MING, "c", "s", quantity, unit * quantity);
  }

  private static Promotion promotion(
      Promotion.Kind kind,
      Set<OfferId> offers,
      @Nullable Long price,
      @Nullable Integer bp,
      @Nullable Integer buy,
      @Nullable Integer free) {
    var id = UUID.randomUUID();
    return new Promotion(
        id,
        "p-" + id,
        1,
        new Words("促销", "Sale"),
        Promotion.Occasion.LIMITED,
        kind,
        offers,
        null,
        price,
        bp,
        buy,
        free,
        Audience.EVERYONE,
        null,
        null,
        PointBooks.PLATFORM,
        NOW,
        null,
        null,
        null,
        null,
        0,
        0);
  }

  private static Offered.Usable coupon(
      int days,
      Terms.Kind kind,
      @Nullable Long off,
      @Nullable Integer bp,
      @Nullable Long cap,
      long threshold,
      Set<OfferId> offers,
      @Nullable MerchantId merchant,
      boolean alone) {
    var terms =
        new Terms(
            UUID.randomUUID(),
            "t",
            1,
            new Words("券", "Coupon"),
            kind,
            off,
            bp,
            cap,
            threshold,
            offers,
            Set.of(),
            merchant,
            Audience.EVERYONE,
            true,
            alone,
            PointBooks.funder(merchant),
            NOW,
            null,
            30,
            null,
            null,
            null,
            null);
    return new Offered.Usable(
        new Coupon(
            UUID.randomUUID(),
            terms,
            Coupon.State.OPEN,
            false,
            null,
            null,
            NOW.plusSeconds(86_400L * (days + 1))),
        Long.MAX_VALUE);
  }
}
