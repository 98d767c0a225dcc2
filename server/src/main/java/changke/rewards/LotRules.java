package changke.rewards;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Which lots are touched. Pure; lots come with the soonest expiry first.
final class LotRules {

  private LotRules() {}

  /// Takes as much of `points` as there is, soonest-expiring first.
  static Map<UUID, Long> take(List<Lot> lots, long points) {
    var taken = new LinkedHashMap<UUID, Long>();
    var left = points;
    for (var lot : lots) {
      var part = Math.min(left, lot.free());
      if (part > 0) {
        taken.put(lot.id(), part);
        left -= part;
      }
    }
    return taken;
  }

  /// What comes back to which lot: the longest-living first, so that a part refund returns what can
  /// be used longest.
  static Map<UUID, Long> giveBack(List<Spends.Draw> draws, long points) {
    var back = new LinkedHashMap<UUID, Long>();
    var left = points;
    for (var draw : new ArrayList<>(draws).reversed()) {
      var part = Math.min(left, draw.points() - draw.returned());
      if (part > 0) {
        back.put(draw.lot(), part);
        left -= part;
      }
    }
    return back;
  }

  /// The parts less `points`, taken from the first ones.
  static Map<UUID, Long> without(Map<UUID, Long> parts, long points) {
    var kept = new LinkedHashMap<UUID, Long>();
    var left = points;
    for (var part : parts.entrySet()) {
      var gone = Math.min(left, part.getValue());
      left -= gone;
      if (part.getValue() > gone) {
        kept.put(part.getKey(), part.getValue() - gone);
      }
    }
    return kept;
  }

  static long sum(Map<UUID, Long> parts) {
    return parts.values().stream().mapToLong(Long::longValue).sum();
  }
}
