package changke.engine.cohort;

import java.io.Serializable;
import java.time.Duration;

/// How the columns of a retention table are cut.
public sealed interface Window extends Serializable {

  /// By calendar periods of the history's zone.
  record Calendar() implements Window {}

  /// By spans of this length from the person's exact start instant: 24 hours are 24 hours, also
  /// over a change of the clock. Column 0 begins with the start itself.
  record Rolling(Duration length) implements Window {
    public Rolling {
      if (length.toNanosPart() != 0 || !length.isPositive()) {
        throw new IllegalArgumentException("a rolling window is a number of seconds: " + length);
      }
    }
  }
}
