package changke.play;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who may spin now.
final class WheelRules {

  private WheelRules() {}

  /// What a person has done in a period so far.
  record Standing(boolean staff, boolean off, @Nullable String seed, int today, int inPeriod) {}

  /// Why there is no spin; empty when there is one.
  static Optional<Spinning> refusal(WheelPeriod period, Standing standing, Instant now) {
    if (standing.off()) {
      return Optional.of(new Spinning.SwitchedOff());
    }
    if (standing.staff()) {
      return Optional.of(new Spinning.Staff());
    }
    if (!period.isOpen(now)) {
      return Optional.of(new Spinning.NotOpen());
    }
    if (standing.inPeriod() >= period.plan().spinsAPeriod()) {
      return Optional.of(new Spinning.DoneForPeriod());
    }
    if (standing.today() >= period.plan().spinsADay()) {
      return Optional.of(new Spinning.DoneForToday());
    }
    if (standing.seed() == null) {
      return Optional.of(new Spinning.NoSeed());
    }
    return Optional.empty();
  }
}
