package changke.rewards;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is taken off a cart. Pure.
///
/// The order is published: promotions first, at most one a line; then of each merchant's coupons
/// the one that takes off most from what is left of that merchant's lines; then of the platform's
/// coupons the one that takes off most from what is left. A coupon that stands alone replaces all
/// that, when it takes off more. Between equals the one that expires first is used.
final class PricingRules {

  private PricingRules() {}

  static List<Cut> decide(List<PriceLine> lines, Offered offered) {
    var coupons = new ArrayList<>(offered.coupons());
    coupons.sort(
        Comparator.comparing((Offered.Usable u) -> u.coupon().expiresAt())
            .thenComparing(u -> u.coupon().id()));
    var stacked = stacked(lines, offered.promotions(), coupons);
    var best = stacked;
    for (var usable : coupons) {
      if (usable.coupon().terms().alone()) {
        var alone = cuts(usable, lines, amounts(lines));
        if (PromotionRules.sum(alone) > PromotionRules.sum(best)) {
          best = alone;
        }
      }
    }
    return best;
  }

  private static List<Cut> stacked(
      List<PriceLine> lines, List<Offered.Running> running, List<Offered.Usable> coupons) {
    var left = amounts(lines);
    var cuts = new ArrayList<Cut>();
    add(cuts, PromotionRules.best(lines, running), left);
    var stacking = coupons.stream().filter(u -> !u.coupon().terms().alone()).toList();
    var merchants = new HashSet<>();
    for (var line : lines) {
      if (merchants.add(line.merchant())) {
        var own =
            stacking.stream()
                .filter(u -> line.merchant().equals(u.coupon().terms().merchant()))
                .toList();
        add(cuts, most(own, lines, left), left);
      }
    }
    var platform = stacking.stream().filter(u -> !u.coupon().terms().ofMerchant()).toList();
    add(cuts, most(platform, lines, left), left);
    return cuts;
  }

  private static List<Cut> most(List<Offered.Usable> coupons, List<PriceLine> lines, long[] left) {
    List<Cut> best = List.of();
    for (var usable : coupons) {
      var cuts = cuts(usable, lines, left);
      if (PromotionRules.sum(cuts) > PromotionRules.sum(best)) {
        best = cuts;
      }
    }
    return best;
  }

  /// What one coupon takes off what is left of the lines; nothing when it does not fit.
  static List<Cut> cuts(Offered.Usable usable, List<PriceLine> lines, long[] left) {
    var terms = usable.coupon().terms();
    var fitting = new ArrayList<Integer>();
    for (int i = 0; i < lines.size(); i++) {
      if (fits(terms, lines.get(i)) && left[i] > 0) {
        fitting.add(i);
      }
    }
    var base = fitting.stream().mapToLong(i -> left[i]).sum();
    if (base == 0 || base < terms.thresholdMinor()) {
      return List.of();
    }
    if (terms.kind() == Terms.Kind.TRIAL) {
      return trial(usable, lines, left, fitting);
    }
    var off =
        switch (terms.kind()) {
          case FIXED -> Math.min(base, or(terms.offMinor(), 0));
          case PERCENT ->
              Math.min(
                  or(terms.capMinor(), Long.MAX_VALUE),
                  Shares.of(base, terms.offBp() == null ? 0 : terms.offBp()));
          case TRIAL -> 0L;
        };
    if (off <= 0 || off > usable.budgetLeft()) {
      return List.of();
    }
    var split = Allocation.split(off, fitting.stream().map(i -> left[i]).toList());
    var cuts = new ArrayList<Cut>();
    for (int i = 0; i < split.length; i++) {
      if (split[i] > 0) {
        cuts.add(cut(usable, fitting.get(i), split[i]));
      }
    }
    return cuts;
  }

  /// One piece for nothing, the dearest that fits, up to the cap.
  private static List<Cut> trial(
      Offered.Usable usable, List<PriceLine> lines, long[] left, List<Integer> fitting) {
    return fitting.stream()
        .max(Comparator.comparingLong(i -> left[i] / lines.get(i).quantity()))
        .map(i ->
            cut(
                usable,
                i,
                Math.min(
                    left[i] / lines.get(i).quantity(),
                    or(usable.coupon().terms().capMinor(), Long.MAX_VALUE))))
        .filter(cut -> cut.offMinor() > 0 && cut.offMinor() <= usable.budgetLeft())
        .stream()
        .collect(Collectors.toList());
  }

  static boolean fits(Terms terms, PriceLine line) {
    if (terms.merchant() != null && !terms.merchant().equals(line.merchant())) {
      return false;
    }
    return (terms.offers().isEmpty() && terms.categories().isEmpty())
        || terms.offers().contains(line.offer())
        || terms.categories().contains(line.category())
        || terms.categories().contains(line.section());
  }

  private static Cut cut(Offered.Usable usable, int line, long off) {
    var coupon = usable.coupon();
    var terms = coupon.terms();
    return new Cut(line, terms.id(), coupon.id(), terms.title(), terms.funder(), 0, off);
  }

  private static void add(List<Cut> all, List<Cut> more, long[] left) {
    for (var cut : more) {
      left[cut.line()] -= cut.offMinor();
      all.add(cut);
    }
  }

  static long[] amounts(List<PriceLine> lines) {
    return lines.stream().mapToLong(PriceLine::amountMinor).toArray();
  }

  private static long or(@Nullable Long value, long otherwise) {
    return value == null ? otherwise : value;
  }
}
