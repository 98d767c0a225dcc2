package changke.engine.trial;

/// A value per person and the same value from before the experiment, which explains part of the
/// spread away (CUPED: Deng, Xu, Kohavi, Walker 2013).
///
/// @param products sum of post times pre, person by person
public record CupedArm(MeanArm post, MeanArm pre, double products) implements Arm {

  public CupedArm {
    Sums.check(post.n(), products);
    Sums.same(post.n(), pre.n());
  }

  public CupedArm plus(CupedArm other) {
    return new CupedArm(post.plus(other.post), pre.plus(other.pre), products + other.products);
  }

  @Override
  public long n() {
    return post.n();
  }

  @Override
  public double mean() {
    return post.mean();
  }

  @Override
  public double variance() {
    return post.variance();
  }

  @Override
  public Moments moments(double theta) {
    double together = covariance();
    return new Moments(
        n(),
        post.mean() - theta * pre.mean(),
        post.mean(),
        post.variance() + theta * theta * pre.variance() - 2 * theta * together,
        post.variance(),
        post.variance() - theta * together);
  }

  /// The slope of post on pre over both arms; 0 where either does not vary, which means no
  /// adjustment.
  static double theta(CupedArm a, CupedArm b) {
    var joint = a.plus(b);
    double spread = joint.pre.variance();
    return spread > 0 && joint.post.variance() > 0 ? joint.covariance() / spread : 0;
  }

  private double covariance() {
    return Sums.covariance(n(), post.sum(), pre.sum(), products);
  }
}
