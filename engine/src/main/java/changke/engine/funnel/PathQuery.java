package changke.engine.funnel;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/// Where people go next within a session.
///
/// Sessions are made of all kinds of events and end after more than 30 minutes of silence; events
/// of one instant are in the order of their kinds' numbers.
///
/// @param kinds the kinds that make a step; others are passed over
/// @param from a session's path begins with its first event of this kind, or -1 with any
/// @param length how many steps are followed
/// @param collapse whether the same kind several times in a row is one step
/// @param shown how many kinds each step shows by name; the rest is "other"
/// @param firstSecond sessions that begin at or after this second
/// @param endSecond sessions that begin before this second
public record PathQuery(
    List<Integer> kinds,
    int from,
    int length,
    boolean collapse,
    int shown,
    long firstSecond,
    long endSecond)
    implements Serializable {

  /// Sessions of any time.
  public PathQuery(List<Integer> kinds, int from, int length, boolean collapse, int shown) {
    this(kinds, from, length, collapse, shown, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /// Sessions that begin between two instants, the second one excluded.
  public PathQuery between(Instant first, Instant end) {
    return new PathQuery(
        kinds,
        from,
        length,
        collapse,
        shown,
        first.plusNanos(999_999_999).getEpochSecond(),
        end.plusNanos(999_999_999).getEpochSecond());
  }

  public PathQuery {
    kinds = List.copyOf(kinds);
    if (length < 1 || shown < 1 || kinds.isEmpty()) {
      throw new IllegalArgumentException(
          length + " steps, " + shown + " shown, " + kinds.size() + " kinds");
    }
  }
}
