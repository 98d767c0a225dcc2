package changke.rewards;

import java.time.Instant;

/// When an offer opens to everyone, and when to one visitor whose tier comes in before; asked at
/// `now`.
public record Opening(Instant everyone, Instant you, Instant now) {

  public boolean isOpen() {
    return !now.isBefore(you);
  }

  /// Whether this visitor comes before others.
  public boolean isEarlier() {
    return you.isBefore(everyone);
  }
}
