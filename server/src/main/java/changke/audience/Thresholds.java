package changke.audience;

/// After how many days of silence a stage begins, and how long somebody is new or has just
/// returned.
public record Thresholds(
    int newDays, int atRiskDays, int dormantDays, int lostDays, int returnedDays) {

  public static final int MOST_DAYS = 3650;

  /// For buyers, until the shop chooses its own.
  public static final Thresholds BUYERS = new Thresholds(30, 30, 90, 180, 30);

  public Thresholds {
    if (!fit(newDays, atRiskDays, dormantDays, lostDays, returnedDays)) {
      throw new IllegalArgumentException(
          "thresholds: " + newDays + ", " + atRiskDays + ", " + dormantDays + ", " + lostDays);
    }
  }

  /// Whether stages can follow each other in these.
  public static boolean fit(
      int newDays, int atRiskDays, int dormantDays, int lostDays, int returnedDays) {
    return newDays > 0
        && newDays <= MOST_DAYS
        && returnedDays > 0
        && returnedDays <= MOST_DAYS
        && atRiskDays > 0
        && atRiskDays < dormantDays
        && dormantDays < lostDays
        && lostDays <= MOST_DAYS;
  }
}
