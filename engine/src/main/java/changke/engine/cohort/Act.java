package changke.engine.cohort;

import java.io.Serializable;

/// What counts as starting or returning: events of one kind with at least an amount.
///
/// @param atLeastMinor `Long.MIN_VALUE` lets every event pass
public record Act(int kind, long atLeastMinor) implements Serializable {

  public static Act of(int kind) {
    return new Act(kind, Long.MIN_VALUE);
  }

  boolean isFiltered() {
    return atLeastMinor != Long.MIN_VALUE;
  }
}
