package changke.trials;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of a trial as of a moment.
///
/// @param people who saw each variant first
/// @param several who saw more than one; they count where they were first
/// @param ratioP whether people came into the arms as planned; an alarm below a thousandth
/// @param arrivals who came newly on each day, by variant
public record ReadOut(
    Instant at,
    int dealt,
    List<String> variants,
    List<Long> people,
    long several,
    double ratioP,
    List<Day> arrivals,
    List<Row> rows) {

  /// Those of one day.
  public record Day(LocalDate day, List<Long> people) {}

  /// What a measure is there for.
  public enum Role {
    GOAL,
    OTHER,
    GUARDRAIL
  }

  /// One measure in every arm.
  ///
  /// @param units people, or orders for a middle order, by variant
  /// @param values by variant
  /// @param against each other variant compared with the first, in their order
  public record Row(
      Measure measure, Role role, List<Long> units, List<Double> values, List<Compared> against) {}

  /// What the difference may be; nulls while nothing can be said yet.
  ///
  /// @param low the interval holds at every look, whenever one stops
  /// @param relative the estimate as a share of the control
  /// @param adjustedP after all comparisons that were looked at together
  public record Compared(
      @Nullable Double estimate,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Double relative,
      double p,
      double adjustedP,
      Word word) {

    public boolean isKnown() {
      return estimate != null;
    }
  }

  /// The comparison in a word.
  public enum Word {
    BETTER,
    WORSE,
    OPEN,
    TOO_FEW
  }

  /// Whether people did not come into the arms as planned.
  public boolean alarms() {
    return ratioP < changke.engine.trial.SampleRatio.ALARM;
  }

  public long everybody() {
    return people.stream().mapToLong(Long::longValue).sum();
  }
}
