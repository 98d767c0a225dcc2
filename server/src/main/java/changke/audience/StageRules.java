package changke.audience;

/// Which stage follows from the days on which somebody was active. A function of the set of days
/// and of today alone: it does not matter in which order they became known.
final class StageRules {

  /// A stage and the local day on which it began.
  record Standing(Stage stage, int since) {}

  private StageRules() {}

  /// @param days active local days, rising, at least one; those after today count as today
  static Standing of(int[] days, Thresholds thresholds, int today) {
    int last = Math.min(days[days.length - 1], today);
    int silence = today - last;
    if (silence >= thresholds.lostDays()) {
      return new Standing(Stage.LOST, last + thresholds.lostDays());
    }
    if (silence >= thresholds.dormantDays()) {
      return new Standing(Stage.DORMANT, last + thresholds.dormantDays());
    }
    if (silence >= thresholds.atRiskDays()) {
      return new Standing(Stage.AT_RISK, last + thresholds.atRiskDays());
    }
    int first = Math.min(days[0], today);
    int comeback = lastAfterGap(days, thresholds.dormantDays(), today);
    if (comeback != NEVER && today - comeback < thresholds.returnedDays()) {
      return new Standing(Stage.RETURNED, comeback);
    }
    if (today - first < thresholds.newDays()) {
      return new Standing(Stage.NEW, Math.max(first, again(days, thresholds, today)));
    }
    int since = Math.max(first + thresholds.newDays(), again(days, thresholds, today));
    if (comeback != NEVER) {
      since = Math.max(since, comeback + thresholds.returnedDays());
    }
    return new Standing(Stage.ACTIVE, since);
  }

  private static final int NEVER = Integer.MIN_VALUE;

  /// The last day on which somebody was there again after having been at risk.
  private static int again(int[] days, Thresholds thresholds, int today) {
    return lastAfterGap(days, thresholds.atRiskDays(), today);
  }

  /// Who comes on the very day on which the gap would be full has not been away for so long.
  private static int lastAfterGap(int[] days, int gap, int today) {
    for (int i = days.length - 1; i > 0; i--) {
      if (days[i] <= today && days[i] - days[i - 1] > gap) {
        return days[i];
      }
    }
    return NEVER;
  }
}
