package changke.audience;

import changke.engine.days.LocalDays;
import java.time.ZoneId;

/// One building of the projections: its number and the zone of its days.
record Generation(int number, ZoneId zone) {

  LocalDays calendar() {
    return Calendars.of(zone);
  }

  /// The journal's reader that this one is.
  String consumer() {
    return "audience-" + number;
  }
}
