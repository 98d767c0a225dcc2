package changke.engine.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Whether those whom a score picks out are really the ones on whom an action works: the effect of
/// the action in each tenth of the people, sorted by score. High risk is not the same as worth
/// acting on.
///
/// @param groups from the highest scores down; people with the same score stay together, so many
///   ties make fewer and larger groups
/// @param qini how much more the score's order gains than a random order, per person: 0 for a
///   useless score
public record UpliftByDecile(List<Group> groups, double qini) {

  /// One tenth of the people, or more where scores tie.
  ///
  /// @param lowest score in the group
  /// @param effect of the action on these people, absolute
  public record Group(double lowest, MeanArm control, MeanArm treated, Verdict effect) {}

  /// Groups people by score and compares the arms within each group.
  ///
  /// @param treated who got the action, by chance and not by score
  /// @param outcome what the action was for, greater is better
  public static UpliftByDecile of(double[] score, boolean[] treated, double[] outcome) {
    if (score.length != treated.length || score.length != outcome.length) {
      throw new IllegalArgumentException("the columns differ in length");
    }
    for (int i = 0; i < score.length; i++) {
      if (Double.isNaN(score[i]) || !Double.isFinite(outcome[i])) {
        throw new IllegalArgumentException(
            "row " + i + ": score " + score[i] + ", outcome " + outcome[i]);
      }
    }
    int[] order =
        IntStream.range(0, score.length)
            .boxed()
            .sorted((a, b) -> Double.compare(score[b], score[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new UpliftByDecile(
        groups(score, treated, outcome, order), qini(score, treated, outcome, order));
  }

  private static List<Group> groups(
      double[] score, boolean[] treated, double[] outcome, int[] order) {
    var groups = new ArrayList<Group>();
    int from = 0;
    for (int tenth = 1; tenth <= 10 && from < order.length; tenth++) {
      int to = Math.max(from, (int) ((long) order.length * tenth / 10));
      while (to > 0 && to < order.length && score[order[to]] == score[order[to - 1]]) to++;
      if (to > from) groups.add(group(score, treated, outcome, order, from, to));
      from = to;
    }
    return List.copyOf(groups);
  }

  private static Group group(
      double[] score, boolean[] treated, double[] outcome, int[] order, int from, int to) {
    var arms = new double[2][3];
    for (int i = from; i < to; i++) {
      var arm = arms[treated[order[i]] ? 1 : 0];
      double value = outcome[order[i]];
      arm[0]++;
      arm[1] += value;
      arm[2] += value * value;
    }
    var control = new MeanArm((long) arms[0][0], arms[0][1], arms[0][2]);
    var action = new MeanArm((long) arms[1][0], arms[1][1], arms[1][2]);
    return new Group(
        score[order[to - 1]],
        control,
        action,
        Effect.between(control, action, Difference.ABSOLUTE));
  }

  /// The area between the gain of the score's order and the straight line to the same end
  /// (Radcliffe 2007), as a share of people on both axes; taken where scores change, so that ties
  /// count as one step.
  private static double qini(double[] score, boolean[] treated, double[] outcome, int[] order) {
    double[] sums = new double[4];
    double area = 0;
    double before = 0;
    int since = 0;
    for (int i = 0; i < order.length; i++) {
      int person = order[i];
      int arm = treated[person] ? 1 : 0;
      sums[arm]++;
      sums[2 + arm] += outcome[person];
      if (i + 1 < order.length && score[order[i + 1]] == score[person]) continue;
      double gain = sums[0] == 0 || sums[1] == 0 ? 0 : sums[3] - sums[2] * sums[1] / sums[0];
      area += (before + gain) / 2 * (i + 1 - since);
      before = gain;
      since = i + 1;
    }
    double people = order.length;
    return people == 0 ? 0 : (area - before * people / 2) / (people * people);
  }
}
