package changke.engine.value;

import changke.engine.linear.Cholesky;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Newton's method for likelihoods of a few positive parameters, with exact second derivatives.
///
/// It climbs in the logarithms of the parameters, so that none can leave its range, and damps the
/// step (Levenberg) while the surface is not concave or the step does not climb.
final class Newton {

  private static final int MAX_STEPS = 300;

  /// Further than a factor of e² per step the quadratic picture is not to be trusted.
  private static final double LONGEST_STEP = 2;

  /// A logarithm known no better than ± 3 is a parameter known to a factor of twenty: not at all.
  private static final double FLAT = 3;

  private static final double FARTHEST = 18;

  /// Adds value, gradient and Hessian of the log-likelihood at a point to the sums.
  interface Objective {
    void add(double[] at, Sums sums);
  }

  /// Where the climb ended.
  static final class Optimum {
    private final double[] at;
    private final Sums sums;

    private Optimum(double[] at, Sums sums) {
      this.at = at;
      this.sums = sums;
    }

    double[] at() {
      return at.clone();
    }

    double value() {
      return sums.value;
    }

    /// Standard errors come from the observed information: minus the Hessian, inverted.
    List<Fit.Estimate> estimates(List<String> names) {
      var errors = Cholesky.standardErrors(sums.information());
      var estimates = new ArrayList<Fit.Estimate>();
      for (int i = 0; i < at.length; i++) {
        estimates.add(new Fit.Estimate(names.get(i), at[i], errors[i]));
      }
      return estimates;
    }

    /// Parameters that the data leave open: their logarithm has a standard error above [#FLAT], or
    /// they went to the wall.
    List<Integer> undetermined() {
      var errors = Cholesky.standardErrors(sums.logCurvature(at, 0));
      var open = new ArrayList<Integer>();
      for (int i = 0; i < at.length; i++) {
        if (!(errors[i] < FLAT) || Math.abs(Math.log(at[i])) >= FARTHEST) {
          open.add(i);
        }
      }
      return open;
    }
  }

  private Newton() {}

  static Optimum maximise(Objective objective, double[] start) {
    var at = start.clone();
    var here = evaluate(objective, at);
    var damping = 1e-3;
    for (int step = 0; step < MAX_STEPS; step++) {
      var gradient = here.logGradient(at);
      var move = Cholesky.solve(here.logCurvature(at, damping), gradient);
      if (move == null) {
        damping = Math.max(1e-3, damping * 4);
        continue;
      }
      shorten(move);
      var there = moved(at, move);
      var next = evaluate(objective, there);
      var promised = dot(gradient, move);
      if (next.value >= here.value) {
        at = there;
        here = next;
        damping *= 0.2;
      } else {
        damping = Math.max(1e-3, damping * 4);
      }
      if (promised < 1e-9 || damping > 1e12) {
        break;
      }
    }
    return new Optimum(at, here);
  }

  private static Sums evaluate(Objective objective, double[] at) {
    var sums = new Sums(at.length);
    objective.add(at, sums);
    if (Double.isNaN(sums.value)) {
      sums.value = Double.NEGATIVE_INFINITY;
    }
    return sums;
  }

  private static void shorten(double[] move) {
    var longest = Arrays.stream(move).map(Math::abs).max().orElse(0);
    if (longest > LONGEST_STEP) {
      for (int i = 0; i < move.length; i++) {
        move[i] *= LONGEST_STEP / longest;
      }
    }
  }

  private static double[] moved(double[] at, double[] move) {
    var there = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      there[i] = Math.exp(Math.clamp(Math.log(at[i]) + move[i], -FARTHEST, FARTHEST));
    }
    return there;
  }

  private static double dot(double[] one, double[] two) {
    var sum = 0.0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * two[i];
    }
    return sum;
  }

  /// Value, gradient and Hessian while they are being added up.
  static final class Sums {
    private final double[] gradient;
    private final double[][] hessian;
    private double value;

    private Sums(int size) {
      gradient = new double[size];
      hessian = new double[size][size];
    }

    void value(double more) {
      value += more;
    }

    void gradient(int i, double more) {
      gradient[i] += more;
    }

    /// The entries with `i ≤ j`; the matrix is symmetric.
    void hessian(int i, int j, double more) {
      hessian[i][j] += more;
    }

    /// `sign · Σⱼ weight[j] · ln(base + j)`, where base is the parameter `index`.
    void logsOfRising(double[] weight, double base, int sign, int index) {
      var logs = 0.0;
      var first = 0.0;
      var second = 0.0;
      for (int j = 0; j < weight.length; j++) {
        var inverse = 1 / (base + j);
        logs += weight[j] * Math.log(base + j);
        first += weight[j] * inverse;
        second -= weight[j] * inverse * inverse;
      }
      value += sign * logs;
      gradient[index] += sign * first;
      hessian[index][index] += sign * second;
    }

    /// `−people · shape · ln(time)`, where shape moves with parameter 0 and time with parameter 1.
    void waiting(double people, double shape, double time) {
      var log = Math.log(time);
      var inverse = 1 / time;
      value -= people * shape * log;
      gradient[0] -= people * log;
      gradient[1] -= people * shape * inverse;
      hessian[0][1] -= people * inverse;
      hessian[1][1] += people * shape * inverse * inverse;
    }

    private double[] logGradient(double[] at) {
      var scaled = new double[at.length];
      for (int i = 0; i < at.length; i++) {
        scaled[i] = at[i] * gradient[i];
      }
      return scaled;
    }

    /// Minus the Hessian in the logarithms of the parameters, with `damping` relative to the
    /// diagonal's size.
    private double[][] logCurvature(double[] at, double damping) {
      var n = at.length;
      var curvature = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = i; j < n; j++) {
          curvature[i][j] = -at[i] * at[j] * hessian[i][j];
          curvature[j][i] = curvature[i][j];
        }
        curvature[i][i] -= at[i] * gradient[i];
      }
      for (int i = 0; i < n; i++) {
        curvature[i][i] += damping * (1 + Math.abs(curvature[i][i]));
      }
      return curvature;
    }

    private double[][] information() {
      var n = gradient.length;
      var information = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = i; j < n; j++) {
          information[i][j] = -hessian[i][j];
          information[j][i] = -hessian[i][j];
        }
      }
      return information;
    }
  }
}
