package changke.journeys;

import changke.shared.Words;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A journey beside its versions.
///
/// @param key names it for ever: lots and holdouts are drawn with it
/// @param live the version that people enter; null when nobody does
/// @param pausedSince null when it is not paused
/// @param offAt when it was switched off; whoever was inside left
public record Journey(
    UUID id,
    String key,
    Words title,
    @Nullable Integer live,
    @Nullable Instant pausedSince,
    @Nullable Instant offAt,
    Instant madeAt) {

  /// How it stands.
  public enum State {
    DRAFT,
    LIVE,
    PAUSED,
    OFF
  }

  public State state() {
    if (offAt != null) {
      return State.OFF;
    }
    if (live == null) {
      return State.DRAFT;
    }
    return pausedSince == null ? State.LIVE : State.PAUSED;
  }
}
