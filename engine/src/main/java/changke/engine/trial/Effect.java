package changke.engine.trial;

/// The difference between two arms before any test.
///
/// @param estimate treatment minus control, absolute or as a share of the control's bare mean
/// @param variance of the estimate
/// @param degrees of freedom by Welch and Satterthwaite on the arms' variances
/// @param n units in both arms
/// @param baseline the control's bare mean
public record Effect(double estimate, double variance, double degrees, long n, double baseline)
    implements Verdict {

  public double standardError() {
    return Math.sqrt(variance);
  }

  /// Compares two arms of the same kind; arms with a pre-period are adjusted with the slope over
  /// both.
  public static Verdict between(Arm control, Arm treatment, Difference difference) {
    if (control instanceof CupedArm a && treatment instanceof CupedArm b) {
      return between(a, b, difference, CupedArm.theta(a, b));
    }
    if (control instanceof CupedRatioArm a && treatment instanceof CupedRatioArm b) {
      return between(a, b, difference, CupedRatioArm.theta(a, b));
    }
    if (control.getClass() != treatment.getClass()) {
      throw new IllegalArgumentException("the two arms are of different kinds");
    }
    return between(control, treatment, difference, 0);
  }

  static Verdict between(Arm control, Arm treatment, Difference difference, double theta) {
    var a = control.moments(theta);
    var b = treatment.moments(theta);
    if (!(a.variance() > 0 && b.variance() > 0 && a.n() > 1 && b.n() > 1)) {
      return new Undecidable(Undecidable.Reason.NO_SPREAD);
    }
    boolean relative = difference == Difference.RELATIVE;
    if (relative && a.bare() == 0) return new Undecidable(Undecidable.Reason.BASELINE_ZERO);
    double unit = relative ? Math.abs(a.bare()) : 1;
    double inControl = relative ? relativeVariance(a, bareDifference(control, a, b)) : a.variance();
    double variance = inControl / a.n() + b.variance() / b.n() / (unit * unit);
    if (!(variance > 0) || !Double.isFinite(variance)) {
      return new Undecidable(Undecidable.Reason.NO_SPREAD);
    }
    return new Effect((b.mean() - a.mean()) / unit, variance, welch(a, b), a.n() + b.n(), a.bare());
  }

  /// The delta method on the control's side: its mean stands in the numerator and, bare, in the
  /// denominator.
  private static double relativeVariance(Arm.Moments a, double difference) {
    double byMean = -1 / Math.abs(a.bare());
    double byBare = -difference / (a.bare() * Math.abs(a.bare()));
    return byMean * byMean * a.variance()
        + byBare * byBare * a.bareVariance()
        + 2 * byMean * byBare * a.covariance();
  }

  /// Adjusted means linearise around the bare difference, adjusted ratios around the adjusted one:
  /// the two agree as people grow, and each is what the published vectors print.
  private static double bareDifference(Arm control, Arm.Moments a, Arm.Moments b) {
    return control instanceof CupedArm ? b.bare() - a.bare() : b.mean() - a.mean();
  }

  private static double welch(Arm.Moments a, Arm.Moments b) {
    double va = a.variance() / a.n();
    double vb = b.variance() / b.n();
    return (va + vb) * (va + vb) / (va * va / (a.n() - 1) + vb * vb / (b.n() - 1));
  }
}
