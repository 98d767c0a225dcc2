package changke.engine.trial;

/// Whether people came into the arms in the proportion that was planned. When they did not,
/// something loses people on one side, and no difference between the arms can be believed.
public final class SampleRatio {

  /// An alarm below this: strict, because it is looked at often and a false one stops everything.
  public static final double ALARM = .001;

  private SampleRatio() {}

  /// The chi-square test for one look; 1 when nobody came. Arms with a weight of 0 are left out.
  public static double chiSquare(long[] people, double[] weights) {
    check(people, weights);
    double total = 0;
    double weight = 0;
    int arms = 0;
    for (int i = 0; i < people.length; i++) {
      if (weights[i] == 0) continue;
      total += people[i];
      weight += weights[i];
      arms++;
    }
    if (total == 0 || arms < 2) return 1;
    double distance = 0;
    for (int i = 0; i < people.length; i++) {
      if (weights[i] == 0) continue;
      double expected = weights[i] / weight * total;
      distance += (people[i] - expected) * (people[i] - expected) / expected;
    }
    return Distributions.chiSquareAbove(distance, arms - 1);
  }

  /// A p-value that is valid at every look: one over the largest Bayes factor so far of "some other
  /// ratio" (Dirichlet around the plan) against the plan (Lindon and Malek 2020; Howard, Ramdas,
  /// McAuliffe, Sekhon 2021).
  ///
  /// @param daily people who came newly on each day, by arm; arms with a weight of 0 are left out
  public static double sequential(long[][] daily, double[] weights) {
    var watch = new Watch(weights);
    for (long[] day : daily) watch.add(day);
    return watch.pValue();
  }

  /// The running check: constant memory however long the experiment runs.
  public static final class Watch {
    /// How tightly the alternative sits around the plan: the weight of ten thousand people.
    private static final double CONCENTRATION = 10_000;

    private final double[] weights;
    private final double[] plan;
    private final double[] belief;
    private double logFactor;
    private double largest;

    public Watch(double[] weights) {
      this.weights = weights.clone();
      double sum = 0;
      for (double weight : weights) sum += weight;
      check(new long[weights.length], weights);
      plan = new double[weights.length];
      belief = new double[weights.length];
      for (int i = 0; i < weights.length; i++) {
        plan[i] = weights[i] / sum;
        belief[i] = plan[i] * CONCENTRATION;
      }
    }

    public void add(long... people) {
      check(people, weights);
      double total = 0;
      double believed = 0;
      for (int i = 0; i < plan.length; i++) {
        if (plan[i] == 0 || people[i] == 0) {
          believed += belief[i];
          continue;
        }
        // The multinomial coefficient stands in both models and cancels.
        logFactor +=
            Distributions.logGamma(belief[i] + people[i]) - Distributions.logGamma(belief[i]);
        logFactor -= people[i] * Math.log(plan[i]);
        believed += belief[i];
        belief[i] += people[i];
        total += people[i];
      }
      if (total == 0) return;
      logFactor += Distributions.logGamma(believed) - Distributions.logGamma(believed + total);
      largest = Math.max(largest, logFactor);
    }

    public double pValue() {
      return Math.exp(-largest);
    }
  }

  private static void check(long[] people, double[] weights) {
    if (people.length != weights.length || weights.length == 0) {
      throw new IllegalArgumentException(people.length + " arms, " + weights.length + " weights");
    }
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      if (people[i] < 0 || !(weights[i] >= 0) || Double.isInfinite(weights[i])) {
        throw new IllegalArgumentException(
            "arm " + i + ": " + people[i] + " people, weight " + weights[i]);
      }
      sum += weights[i];
    }
    if (sum == 0) throw new IllegalArgumentException("all weights are 0");
  }
}
