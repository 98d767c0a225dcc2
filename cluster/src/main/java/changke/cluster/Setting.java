package changke.cluster;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// What all questions of a command line share while they are read: the calendar, and one numbering
/// of the kinds of activity.
final class Setting {

  private final ZoneId zone;
  private final Instant asOf;
  private final List<String> kinds = new ArrayList<>();

  Setting(ZoneId zone, Instant asOf) {
    this.zone = zone;
    this.asOf = asOf;
  }

  /// The kind's number; a kind that is asked for the first time gets the next one.
  int place(String kind) {
    if (kind.isEmpty()) {
      throw new CannotRun("A kind of activity has no name.");
    }
    if (!kinds.contains(kind)) {
      kinds.add(kind);
    }
    return kinds.indexOf(kind);
  }

  List<String> kinds() {
    return List.copyOf(kinds);
  }

  ZoneId zone() {
    return zone;
  }

  Instant asOf() {
    return asOf;
  }

  Instant startOf(LocalDate date) {
    return date.atStartOfDay(zone).toInstant();
  }

  /// The end of the local day of `asOf`: what happened from here on is not read.
  Instant horizon() {
    return startOf(LocalDate.ofInstant(asOf, zone).plusDays(1));
  }
}
