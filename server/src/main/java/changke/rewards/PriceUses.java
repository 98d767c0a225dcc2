package changke.rewards;

import changke.shared.OfferId;
import changke.shared.OrderId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Counts promotions, budgets and coupons in and out as orders are placed, paid, let go and taken
/// back. Counters are touched in the order of their ids by everyone.
@Component
class PriceUses {

  private final PromotionRows promotions;
  private final TermsRows terms;
  private final CouponRows coupons;
  private final PriceCuts cuts;
  private final RewardSettings settings;
  private final Clock clock;

  PriceUses(
      PromotionRows promotions,
      TermsRows terms,
      CouponRows coupons,
      PriceCuts cuts,
      RewardSettings settings,
      Clock clock) {
    this.promotions = promotions;
    this.terms = terms;
    this.coupons = coupons;
    this.cuts = cuts;
    this.settings = settings;
    this.clock = clock;
  }

  /// False when something is gone by now: the caller undoes everything.
  boolean take(OrderId order, List<Cut> decided) {
    var sums = new TreeMap<UUID, Use>();
    for (var cut : decided) {
      add(sums, cut.source(), cut.coupon(), cut.pieces(), cut.offMinor());
    }
    for (var use : sums.values()) {
      if (!take(order, use)) {
        return false;
      }
    }
    return true;
  }

  void capture(OrderId order) {
    var state = cuts.lock(order).orElse("captured");
    if (state.equals("captured")) {
      return;
    }
    var now = clock.instant();
    for (var use : uses(cuts.of(order), false)) {
      if (state.equals("released") && !take(order, use)) {
        cuts.counted(order, use.source(), false);
      } else if (use.coupon() != null) {
        terms.use(use.source(), use.off());
        coupons.use(use.coupon(), now);
      }
    }
    cuts.move(order, "captured", now);
  }

  void release(OrderId order) {
    if (!cuts.lock(order).orElse("released").equals("held")) {
      return;
    }
    var now = clock.instant();
    for (var use : uses(cuts.of(order), false)) {
      if (use.coupon() == null) {
        promotions.giveBack(use.source(), use.pieces(), use.off());
      } else {
        terms.release(use.source(), use.off());
        coupons.reopen(use.coupon(), now, now.plus(settings.grace()));
      }
    }
    cuts.move(order, "released", now);
  }

  /// Takes back what was taken off those offers; a coupon comes back when everything it was used
  /// for did.
  void giveBack(OrderId order, Set<OfferId> offers) {
    if (!cuts.lock(order).orElse("released").equals("captured")) {
      return;
    }
    var now = clock.instant();
    var rows = cuts.of(order);
    cuts.giveBack(order, offers);
    var gone =
        rows.stream().filter(row -> !row.returned() && offers.contains(row.offer())).toList();
    for (var use : uses(gone, true)) {
      if (use.coupon() == null) {
        promotions.giveBack(use.source(), use.pieces(), use.off());
        continue;
      }
      var left =
          rows.stream()
              .anyMatch(row ->
                  use.source().equals(row.source())
                      && !row.returned()
                      && !offers.contains(row.offer()));
      terms.unuse(use.source(), use.off(), left ? 0 : 1);
      if (!left) {
        coupons.reopen(use.coupon(), now, now.plus(settings.grace()));
      }
    }
  }

  private boolean take(OrderId order, Use use) {
    if (use.coupon() == null) {
      return promotions.take(use.source(), use.pieces(), use.off());
    }
    if (!coupons.hold(use.coupon(), order, use.off())) {
      return false;
    }
    if (terms.hold(use.source(), use.off())) {
      return true;
    }
    coupons.reopen(use.coupon(), clock.instant(), clock.instant());
    return false;
  }

  private static List<Use> uses(List<PriceCuts.Row> rows, boolean countedOnly) {
    var sums = new TreeMap<UUID, Use>();
    for (var row : rows) {
      if (row.counted() || !countedOnly) {
        add(sums, row.source(), row.coupon(), row.pieces(), row.offMinor());
      }
    }
    return new ArrayList<>(sums.values());
  }

  private static void add(
      Map<UUID, Use> sums, UUID source, @Nullable UUID coupon, int pieces, long off) {
    sums.merge(
        source,
        new Use(source, coupon, pieces, off),
        (a, b) -> new Use(source, coupon, a.pieces() + b.pieces(), a.off() + b.off()));
  }

  /// What one promotion or coupon does to an order as a whole.
  private record Use(UUID source, @Nullable UUID coupon, long pieces, long off) {}
}
