package changke.trials;

import java.util.List;

/// What came of a wish to make or change a trial.
public sealed interface Kept {

  record Done(Trial trial) implements Kept {}

  record Unfit(List<Snag> snags) implements Kept {
    public Unfit {
      snags = List.copyOf(snags);
    }
  }

  /// There is one of that key already.
  record Taken() implements Kept {}

  /// There are a thousand.
  record Full() implements Kept {}

  /// Somebody changed it meanwhile, or it is not in a state for that.
  record Changed() implements Kept {}
}
