package changke.engine.churn;

import java.util.ArrayList;
import java.util.List;

/// Which days are cuts: the earlier ones to train, later ones to calibrate, the last ones to test.
///
/// A cut may use another's outcome only when its window has ended: people whose window reaches into
/// the next part are left out of the earlier one.
///
/// @param lastDay the last day that is over
public record Plan(
    Target target, List<Integer> train, List<Integer> calibrate, List<Integer> test, int lastDay) {

  public Plan {
    train = List.copyOf(train);
    calibrate = List.copyOf(calibrate);
    test = List.copyOf(test);
    var ordered = new ArrayList<>(train);
    ordered.addAll(calibrate);
    ordered.addAll(test);
    for (int i = 1; i < ordered.size(); i++) {
      if (ordered.get(i) <= ordered.get(i - 1)) {
        throw new IllegalArgumentException("cuts: " + ordered);
      }
    }
  }

  /// A cut every `everyDays` days, the latest with its window just over: half of them to train, a
  /// quarter to calibrate, the last quarter to test.
  ///
  /// @param firstCut no cut earlier than this: before it there is not enough to see
  public static Plan every(int everyDays, Target.Silent target, int firstCut, int lastDay) {
    if (everyDays < 1) {
      throw new IllegalArgumentException("everyDays: " + everyDays);
    }
    var cuts = new ArrayList<Integer>();
    for (int cut = lastDay + 1 - target.toDays(); cut >= firstCut; cut -= everyDays) {
      cuts.addFirst(cut);
    }
    var half = cuts.size() / 2;
    var threeQuarters = cuts.size() * 3 / 4;
    return new Plan(
        target,
        cuts.subList(0, half),
        cuts.subList(half, threeQuarters),
        cuts.subList(threeQuarters, cuts.size()),
        lastDay);
  }

  boolean complete() {
    return !train.isEmpty() && !calibrate.isEmpty() && !test.isEmpty();
  }
}
