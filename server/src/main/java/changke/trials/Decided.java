package changke.trials;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that was done to a trial, and what was known then.
///
/// @param who null when the daily job did it
/// @param evidence figures by their names
public record Decided(
    UUID id,
    int dealt,
    Instant at,
    @Nullable UUID who,
    Kind kind,
    int step,
    Map<String, Object> evidence) {

  public Decided {
    evidence = Map.copyOf(evidence);
  }

  /// What was done.
  public enum Kind {
    MADE,
    CHANGED,
    ROLLED_BACK_TO,
    STARTED,
    PAUSED,
    RESUMED,
    ENDED,
    /// The daily job: a guardrail got worse beyond doubt, everybody gets the control.
    HARM,
    /// The daily job: people did not come into the arms as planned; nothing moves until somebody
    /// has looked.
    HELD,
    /// The daily job: even the best case is not worth having, everybody gets the control.
    FUTILE,
    /// The daily job: more people or more time are needed.
    WAITED,
    ADVANCED,
    /// The daily job: the goal rose beyond doubt.
    SHIPPED;

    /// Whether the daily job does it.
    public boolean isByItself() {
      return switch (this) {
        case HARM, HELD, FUTILE, WAITED, ADVANCED, SHIPPED -> true;
        case MADE, CHANGED, ROLLED_BACK_TO, STARTED, PAUSED, RESUMED, ENDED -> false;
      };
    }
  }
}
