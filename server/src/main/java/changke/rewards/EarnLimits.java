package changke.rewards;

/// What caps leave of what a deed is worth. Pure.
final class EarnLimits {

  /// What a rule has given a person so far: how often today, how many points today and this month.
  record Used(int timesToday, long today, long thisMonth) {}

  private EarnLimits() {}

  static long left(EarnRule rule, long wanted, Used used) {
    if (rule.timesADay() != null && used.timesToday() >= rule.timesADay()) {
      return 0;
    }
    var left = wanted;
    if (rule.dayCap() != null) {
      left = Math.min(left, rule.dayCap() - used.today());
    }
    if (rule.monthCap() != null) {
      left = Math.min(left, rule.monthCap() - used.thisMonth());
    }
    return Math.max(0, left);
  }
}
