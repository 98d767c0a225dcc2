package changke.messaging;

import changke.engine.trial.Bucketing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The hour that was chosen for a message that may wait, and how likely that choice was: whoever
/// learns from what happened next needs both (inverse propensity weighting).
///
/// Mostly it is the hour with the highest weight; in one of ten cases it is drawn by the weights,
/// so that other hours are tried too. The draw is a hash of the request key: asked again, it is the
/// same.
///
/// @param hour of the person's own day
/// @param propensity the chance that just this hour was chosen, above 0
record BestHour(Instant at, int hour, double propensity) {

  private static final double TRIED = 0.1;
  private static final int HOURS = 24;
  private static final int PLACES = 10_000;

  private record Candidate(Instant at, int hour, double weight) {}

  /// The choice among the hours of the next day that are not quiet and not too late; empty when
  /// there is none.
  static Optional<BestHour> choose(
      Instant now,
      ZoneId zone,
      QuietHours quiet,
      @Nullable Instant expires,
      List<Double> weights,
      String requestKey) {
    var open = candidates(now, zone, quiet, expires, weights);
    if (open.isEmpty()) {
      return Optional.empty();
    }
    var sum = open.stream().mapToDouble(Candidate::weight).sum();
    var best = open.getFirst();
    for (var one : open) {
      best = one.weight() > best.weight() ? one : best;
    }
    var chosen = best;
    var draw = place(requestKey);
    if (draw < TRIED) {
      var left = draw / TRIED * sum;
      for (var one : open) {
        left -= one.weight();
        if (left < 0) {
          chosen = one;
          break;
        }
      }
    }
    var propensity = TRIED * chosen.weight() / sum + (chosen.equals(best) ? 1 - TRIED : 0);
    return Optional.of(new BestHour(chosen.at(), chosen.hour(), Math.min(1, propensity)));
  }

  private static List<Candidate> candidates(
      Instant now, ZoneId zone, QuietHours quiet, @Nullable Instant expires, List<Double> weights) {
    var open = new ArrayList<Candidate>();
    var first = now.atZone(zone).truncatedTo(ChronoUnit.HOURS);
    for (int step = 0; step < HOURS; step++) {
      var start = first.plusHours(step);
      var at = start.toInstant().isBefore(now) ? now : start.toInstant();
      var late = expires != null && !at.isBefore(expires);
      if (!late && !quiet.holds(at.atZone(zone).toLocalTime())) {
        // No hour is impossible, or nothing could ever be learnt about it.
        open.add(new Candidate(at, start.getHour(), Math.max(weights.get(start.getHour()), 1e-6)));
      }
    }
    return open;
  }

  private static double place(String requestKey) {
    return Bucketing.hash("messaging.best-time", requestKey, 2).orElse(0) + 0.5 / PLACES;
  }

  /// Whether it means waiting at all.
  boolean waits(Instant now) {
    return at.isAfter(now.plus(Duration.ofMinutes(1)));
  }
}
