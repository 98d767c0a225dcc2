package changke.rewards;

import java.time.Instant;

/// What a deed or a gift brought.
public sealed interface Earned {

  /// So many points; they can be spent from `spendableAt` on.
  record Lots(long points, Instant spendableAt) implements Earned {}

  /// The same fact earned before, and brought so many then.
  record Before(long points) implements Earned {}

  /// Nothing: no rule is in force for it, or caps are used up.
  record Nothing(Reason reason) implements Earned {}

  /// Why nothing was earned.
  enum Reason {
    NO_RULE,
    CAPPED
  }
}
