package changke.audience;

import java.time.Instant;

/// What somebody did of one kind: when first and last, how often, and on which days.
record Acts(Instant first, Instant last, long total, DayCounts days) {

  static Acts once(Instant at, int day) {
    return new Acts(at, at, 1, DayCounts.once(day));
  }

  /// The union: late ones and those of merged identities change nothing about the order of others.
  Acts plus(Acts other) {
    return new Acts(
        first.isBefore(other.first) ? first : other.first,
        last.isAfter(other.last) ? last : other.last,
        total + other.total,
        days.plus(other.days));
  }
}
