package changke.engine.funnel;

import java.io.Serializable;
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
public record PathQuery(List<Integer> kinds, int from, int length, boolean collapse, int shown)
    implements Serializable {

  public PathQuery {
    kinds = List.copyOf(kinds);
    if (length < 1 || shown < 1 || kinds.isEmpty()) {
      throw new IllegalArgumentException(
          length + " steps, " + shown + " shown, " + kinds.size() + " kinds");
    }
  }
}
