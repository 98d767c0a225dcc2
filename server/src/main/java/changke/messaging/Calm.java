package changke.messaging;

import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/// How quiet somebody wants it, or the house: caps per day and week, and quiet hours; null hours
/// are not set.
public record Calm(Cap perDay, Cap perWeek, @Nullable QuietHours quiet) {

  /// Where neither the person nor the house has said anything.
  static final Calm BUILT_IN =
      new Calm(
          new Cap.Of(2), new Cap.Of(6), new QuietHours(LocalTime.of(21, 30), LocalTime.of(8, 30)));

  static final Calm NOT_SET = new Calm(new Cap.NotSet(), new Cap.NotSet(), null);

  /// What is in force: this where it is set, else the other.
  Calm or(Calm next) {
    return new Calm(
        perDay.or(next.perDay), perWeek.or(next.perWeek), quiet == null ? next.quiet : quiet);
  }
}
