package changke.engine.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Decides who sees which variation: the same person and seed always give the same answer.
///
/// The hash is GrowthBook's (SDK specification 0.8.0), so that flags and experiments of both can
/// share people. It runs over UTF-16 units, not over UTF-8 bytes.
public final class Bucketing {

  /// The share of the line [0, 1) that one variation owns: `from` belongs to it, `to` does not.
  public record Range(double from, double to) {
    public boolean holds(double n) {
      return n >= from && n < to;
    }
  }

  private Bucketing() {}

  /// Where `value` falls in [0, 1): version 2 is even to 1/10,000; version 1 is biased and lives on
  /// in namespaces. Any other version is empty: such a person is not in the experiment.
  public static OptionalDouble hash(String seed, String value, int version) {
    return switch (version) {
      case 1 -> OptionalDouble.of(Integer.remainderUnsigned(fnv1a(value + seed), 1000) / 1000d);
      case 2 -> OptionalDouble.of(place(seed, value));
      default -> OptionalDouble.empty();
    };
  }

  static double place(String seed, String value) {
    var inner = Integer.toUnsignedString(fnv1a(seed + value));
    return Integer.remainderUnsigned(fnv1a(inner), 10_000) / 10_000d;
  }

  /// The ranges of all variations. Raising `coverage` lengthens each range at its end, so it only
  /// adds people and nobody changes arm. Weights that are missing, of the wrong length or do not
  /// sum to 1 (within .01) are replaced by equal ones; coverage is cut to [0, 1].
  public static List<Range> ranges(int variations, double coverage, double @Nullable [] weights) {
    var covered = Math.clamp(coverage, 0, 1);
    var shares = usable(weights, variations) ? weights : null;
    var ranges = new ArrayList<Range>();
    double start = 0;
    for (int i = 0; i < variations; i++) {
      double share = shares == null ? 1d / variations : shares[i];
      ranges.add(new Range(start, start + covered * share));
      start += share;
    }
    return List.copyOf(ranges);
  }

  /// The first variation whose range holds `n`, or -1 for a person who is not included.
  public static int choose(double n, List<Range> ranges) {
    for (int i = 0; i < ranges.size(); i++) {
      if (ranges.get(i).holds(n)) return i;
    }
    return -1;
  }

  /// The variation of a person, or -1: hash version 2 seeded with the experiment's key.
  public static int variation(String experiment, String person, List<Range> ranges) {
    return person.isEmpty() ? -1 : choose(place(experiment, person), ranges);
  }

  /// Whether a person is in the slice of a namespace: experiments with disjoint slices never share
  /// a person.
  public static boolean inNamespace(String value, String namespace, Range slice) {
    return slice.holds(hash("__" + namespace, value, 1).orElseThrow());
  }

  private static boolean usable(double @Nullable [] weights, int variations) {
    if (weights == null || weights.length != variations) return false;
    double sum = 0;
    for (double weight : weights) {
      if (!(weight >= 0)) return false;
      sum += weight;
    }
    return sum >= .99 && sum <= 1.01;
  }

  private static int fnv1a(String text) {
    int hash = 0x811c9dc5;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 16_777_619;
    }
    return hash;
  }
}
