package changke.engine.value;

import java.util.List;
import java.util.OptionalDouble;

/// How much a person spends at a time: a personal mean that varies over people, seen through the
/// purchases that happened (Fader and Hardie 2013, "The Gamma-Gamma model of monetary value").
///
/// It holds where the sum of a purchase does not go along with how often somebody buys: look at the
/// correlation before using it.
///
/// @param p shape of one purchase around the person's mean
/// @param q shape of the means over people
/// @param gamma their scale, in money
public record GammaGamma(double p, double q, double gamma) {

  private static final List<String> NAMES = List.of("p", "q", "gamma");

  /// Fits by maximum likelihood.
  ///
  /// @param purchases how many purchases each mean is taken over; people with none are left out
  /// @param meanSpend the mean of each person's purchases; people at or below zero, whose money was
  ///   all refunded, are left out
  public static Fit<GammaGamma> fit(int[] purchases, double[] meanSpend) {
    if (purchases.length != meanSpend.length) {
      throw new IllegalArgumentException(
          "people: " + purchases.length + " and " + meanSpend.length);
    }
    var used = 0;
    var sum = 0.0;
    for (int i = 0; i < purchases.length; i++) {
      if (!Double.isFinite(meanSpend[i]) || purchases[i] < 0) {
        return new Fit.Refused<>(Fit.Refusal.BAD_VALUE);
      }
      if (uses(purchases[i], meanSpend[i])) {
        used++;
        sum += meanSpend[i];
      }
    }
    return used < 30
        ? new Fit.Refused<>(Fit.Refusal.TOO_FEW)
        : fit(purchases, meanSpend, used, sum / used);
  }

  private static boolean uses(int purchases, double meanSpend) {
    return purchases > 0 && meanSpend > 0;
  }

  private static Fit<GammaGamma> fit(int[] purchases, double[] meanSpend, int used, double centre) {
    Newton.Objective likelihood =
        (at, sums) -> {
          for (int i = 0; i < purchases.length; i++) {
            if (uses(purchases[i], meanSpend[i])) {
              spent(purchases[i], meanSpend[i], at, sums);
            }
          }
          meansOfPeople(used, at, sums);
        };
    var optimum = Newton.maximise(likelihood, new double[] {3, 3, centre * 2 / 3});
    if (!optimum.undetermined().isEmpty()) {
      return new Fit.Refused<>(Fit.Refusal.NO_SPREAD);
    }
    var at = optimum.at();
    return new Fit.Fitted<>(
        new GammaGamma(at[0], at[1], at[2]), optimum.estimates(NAMES), optimum.value(), used);
  }

  /// `lnΓ(px+q) − lnΓ(px) + (px−1)·ln z + px·ln x − (px+q)·ln(γ+xz)`, equation (1a) of the note.
  private static void spent(int x, double mean, double[] at, Newton.Sums sums) {
    var px = at[0] * x;
    var shape = px + at[1];
    var total = at[2] + x * mean;
    var logTotal = Math.log(total);
    var logMean = Math.log(mean);
    sums.value(
        Gammas.logGamma(shape)
            - Gammas.logGamma(px)
            + (px - 1) * logMean
            + px * Math.log(x)
            - shape * logTotal);
    var digamma = Gammas.digamma(shape);
    var trigamma = Gammas.trigamma(shape);
    sums.gradient(0, x * (digamma - Gammas.digamma(px) + logMean + Math.log(x) - logTotal));
    sums.gradient(1, digamma - logTotal);
    sums.gradient(2, -shape / total);
    sums.hessian(0, 0, (double) x * x * (trigamma - Gammas.trigamma(px)));
    sums.hessian(0, 1, x * trigamma);
    sums.hessian(0, 2, -x / total);
    sums.hessian(1, 1, trigamma);
    sums.hessian(1, 2, -1 / total);
    sums.hessian(2, 2, shape / (total * total));
  }

  /// `q·ln γ − lnΓ(q)`, the same for everybody.
  private static void meansOfPeople(int people, double[] at, Newton.Sums sums) {
    var q = at[1];
    var gamma = at[2];
    sums.value(people * (q * Math.log(gamma) - Gammas.logGamma(q)));
    sums.gradient(1, people * (Math.log(gamma) - Gammas.digamma(q)));
    sums.gradient(2, people * q / gamma);
    sums.hessian(1, 1, -people * Gammas.trigamma(q));
    sums.hessian(1, 2, people / gamma);
    sums.hessian(2, 2, -people * q / (gamma * gamma));
  }

  /// What the mean person spends at a time; empty when the tail is so heavy (q ≤ 1) that there is
  /// no mean.
  public OptionalDouble populationMean() {
    return q > 1 ? OptionalDouble.of(p * gamma / (q - 1)) : OptionalDouble.empty();
  }

  /// What this person is expected to spend at a time: between the person's own mean and that of
  /// all, the nearer to the own one the more purchases it is taken over.
  ///
  /// @return empty when neither the person's purchases nor the population give a mean
  public OptionalDouble expectedSpend(int purchases, double meanSpend) {
    if (!uses(purchases, meanSpend)) {
      return populationMean();
    }
    var shape = p * purchases + q - 1;
    return shape > 0
        ? OptionalDouble.of(p * (gamma + purchases * meanSpend) / shape)
        : OptionalDouble.empty();
  }
}
