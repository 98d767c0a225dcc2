package changke.rewards;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which promotions apply to a cart. Pure.
///
/// On one line at most one promotion counts, the one that takes off most; what is in a set counts
/// for no other. Both ways are tried, with sets and without, and the buyer gets the better.
final class PromotionRules {

  private final List<PriceLine> lines;
  private final List<Offered.Running> running;
  private final Map<UUID, long[]> left = new HashMap<>();
  private final List<Cut> cuts = new ArrayList<>();

  private PromotionRules(List<PriceLine> lines, List<Offered.Running> running) {
    this.lines = lines;
    this.running = running;
    running.forEach(
        one -> left.put(one.promotion().id(), new long[] {one.piecesLeft(), one.budgetLeft()}));
  }

  static List<Cut> best(List<PriceLine> lines, List<Offered.Running> running) {
    var sorted = new ArrayList<>(running);
    sorted.sort(Comparator.comparing(one -> one.promotion().key()));
    var plain = new PromotionRules(lines, sorted).apply(false);
    if (sorted.stream().noneMatch(one -> one.promotion().kind() == Promotion.Kind.SET)) {
      return plain;
    }
    var sets = new PromotionRules(lines, sorted).apply(true);
    return sum(sets) > sum(plain) ? sets : plain;
  }

  static long sum(List<Cut> cuts) {
    return cuts.stream().mapToLong(Cut::offMinor).sum();
  }

  private List<Cut> apply(boolean withSets) {
    var free = new int[lines.size()];
    for (int i = 0; i < free.length; i++) {
      free[i] = lines.get(i).quantity();
    }
    if (withSets) {
      running.stream()
          .filter(one -> one.promotion().kind() == Promotion.Kind.SET)
          .forEach(one -> takeSets(one.promotion(), free));
    }
    for (int i = 0; i < free.length; i++) {
      if (free[i] == lines.get(i).quantity()) {
        var cut = bestFor(i);
        if (cut != null) {
          take(cut);
        }
      }
    }
    return cuts;
  }

  private @Nullable Cut bestFor(int line) {
    Cut best = null;
    for (var one : running) {
      var cut = cut(one.promotion(), line);
      if (cut != null && (best == null || cut.offMinor() > best.offMinor())) {
        best = cut;
      }
    }
    return best;
  }

  private @Nullable Cut cut(Promotion promotion, int number) {
    var line = lines.get(number);
    if (!promotion.fits(line.offer(), line.merchant())) {
      return null;
    }
    var pieces = Math.min(line.quantity(), piecesLeft(promotion));
    return switch (promotion.kind()) {
      case PRICE -> byPiece(promotion, number, pieces, line.unitMinor() - price(promotion));
      case PERCENT -> percent(promotion, number, pieces);
      case FREE_PIECES -> freePieces(promotion, number, pieces);
      case SET -> null;
    };
  }

  /// As many pieces as stock and budget allow, so much off each.
  private @Nullable Cut byPiece(Promotion promotion, int line, long pieces, long off) {
    if (off <= 0) {
      return null;
    }
    var count = Math.min(pieces, budgetLeft(promotion) / off);
    return count <= 0 ? null : cut(promotion, line, (int) count, count * off);
  }

  private @Nullable Cut percent(Promotion promotion, int number, long pieces) {
    var share = promotion.offBp() == null ? 0 : promotion.offBp();
    var line = lines.get(number);
    var base = pieces == line.quantity() ? line.amountMinor() : pieces * line.unitMinor();
    var off = Shares.of(base, share);
    return off <= 0 || off > budgetLeft(promotion)
        ? null
        : cut(promotion, number, (int) pieces, off);
  }

  private @Nullable Cut freePieces(Promotion promotion, int number, long pieces) {
    int buy = promotion.buy() == null ? 1 : promotion.buy();
    int free = promotion.free() == null ? 1 : promotion.free();
    var unit = lines.get(number).unitMinor();
    var groups = pieces / (buy + free);
    var gifts = groups * free + Math.max(0, pieces % (buy + free) - buy);
    if (unit <= 0 || gifts <= 0) {
      return null;
    }
    var count = Math.min(gifts, budgetLeft(promotion) / unit);
    return count <= 0 ? null : cut(promotion, number, (int) pieces, count * unit);
  }

  private void takeSets(Promotion set, int[] free) {
    var parts = new ArrayList<Integer>();
    for (int i = 0; i < lines.size(); i++) {
      if (set.offers().contains(lines.get(i).offer()) && free[i] > 0) {
        parts.add(i);
      }
    }
    if (parts.size() < set.offers().size()) {
      return;
    }
    var full = parts.stream().mapToLong(i -> lines.get(i).unitMinor()).sum();
    var off = full - price(set);
    if (off <= 0) {
      return;
    }
    var count = parts.stream().mapToInt(i -> free[i]).min().orElse(0);
    var sets = Math.min(Math.min(count, piecesLeft(set)), budgetLeft(set) / off);
    if (sets <= 0) {
      return;
    }
    var weights = parts.stream().map(i -> lines.get(i).unitMinor() * sets).toList();
    var split = Allocation.split(off * sets, weights);
    for (int i = 0; i < parts.size(); i++) {
      free[parts.get(i)] -= (int) sets;
      if (split[i] > 0) {
        cuts.add(cut(set, parts.get(i), i == 0 ? (int) sets : 0, split[i]));
      }
    }
    use(set, sets, off * sets);
  }

  private void take(Cut cut) {
    cuts.add(cut);
    var remaining = left.get(cut.source());
    if (remaining != null) {
      remaining[0] -= cut.pieces();
      remaining[1] -= cut.offMinor();
    }
  }

  private void use(Promotion promotion, long pieces, long off) {
    var remaining = left.get(promotion.id());
    if (remaining != null) {
      remaining[0] -= pieces;
      remaining[1] -= off;
    }
  }

  private static Cut cut(Promotion promotion, int line, int pieces, long off) {
    return new Cut(line, promotion.id(), null, promotion.title(), promotion.funder(), pieces, off);
  }

  private static long price(Promotion promotion) {
    return promotion.priceMinor() == null ? Long.MAX_VALUE : promotion.priceMinor();
  }

  private long piecesLeft(Promotion promotion) {
    return left.getOrDefault(promotion.id(), new long[2])[0];
  }

  private long budgetLeft(Promotion promotion) {
    return left.getOrDefault(promotion.id(), new long[2])[1];
  }
}
