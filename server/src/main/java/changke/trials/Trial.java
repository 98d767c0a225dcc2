package changke.trials;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A flag or an experiment, and where it stands.
///
/// @param version of the definition, the newest
/// @param dealt the version with which people came into their present arms; its exposures count
/// @param step percent of people who take part while it rolls out by itself
/// @param served what everybody gets after the end
public record Trial(
    UUID id,
    String key,
    State state,
    int version,
    int dealt,
    int step,
    @Nullable String served,
    Definition definition,
    Instant madeAt,
    Instant changedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {

  /// How far it has come.
  public enum State {
    DRAFT,
    RUNNING,
    PAUSED,
    ENDED
  }

  /// How many take part now, in ten-thousandths of those among whom it runs.
  public int coverageBp() {
    return definition.staged() ? step * 100 : definition.coverageBp();
  }
}
