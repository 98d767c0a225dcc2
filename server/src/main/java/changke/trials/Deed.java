package changke.trials;

import java.time.Instant;
import java.util.UUID;

/// Something that somebody did, to the second.
record Deed(UUID person, String kind, Instant at, int times) {

  /// That somebody was here, to the hour; from page views, sign-ins and orders.
  static final String CAME = "@came";
}
