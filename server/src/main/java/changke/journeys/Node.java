package changke.journeys;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A step of a journey. Steps name the ones that follow by their ids in the definition.
public sealed interface Node {

  /// Where everybody begins: the one node `enter`.
  record Enter(Trigger trigger, Reentry reentry, String next) implements Node {}

  /// Lets time pass. `passed` is where those go for whom the date itself is over; null is straight
  /// on.
  record Delay(Pause pause, String next, @Nullable String passed) implements Node {}

  /// Waits for something since the person entered, at most so long.
  record Wait(Until until, Duration timeout, String then, String otherwise) implements Node {}

  /// The first way whose condition holds.
  record Branch(List<Way> ways, String otherwise) implements Node {
    public Branch {
      ways = List.copyOf(ways);
    }
  }

  /// By lot, fixed per person: shares in basis points, together 10,000.
  record Split(List<Share> shares) implements Node {
    public Split {
      shares = List.copyOf(shares);
    }
  }

  /// Leaves a share of people alone, so that the others can be compared with them.
  record Holdout(int shareBp, String next) implements Node {}

  record Act(Action action, String next) implements Node {}

  /// What the journey is for. Watched from the moment of entering, wherever the person is; whoever
  /// reaches it is done here.
  record Goal(Match event, int withinDays) implements Node {}

  /// The end. With an event it stands alone: whoever does that leaves, wherever they are.
  record Exit(@Nullable Match event) implements Node {}

  /// Who may come again.
  ///
  /// @param again false: once ever under one instance key
  /// @param gapDays since the last time of entering
  record Reentry(boolean again, int gapDays) {
    static final Reentry ONCE = new Reentry(false, 0);
  }

  /// How a delay is told.
  sealed interface Pause {
    record For(Duration time) implements Pause {}

    /// The next such time where the person lives, at least `days` days later.
    record At(LocalTime time, int days) implements Pause {}

    /// So many days before (negative) or after a date of the entering event, at a time where the
    /// person lives.
    record Around(String property, int days, LocalTime time) implements Pause {}
  }

  /// What is waited for.
  sealed interface Until {
    record Happens(Match event) implements Until {}

    record Holds(Condition condition) implements Until {}
  }

  record Way(Condition when, String next) {}

  record Share(int partBp, String next) {}
}
