package changke.engine.value;

import java.util.List;

/// Purchases at a steady personal rate that nobody ever gives up: Poisson with gamma rates
/// (Ehrenberg 1959). The floor that every other model has to beat, and the fallback of [BgNbd].
///
/// @param r shape of the rates
/// @param alpha their rate, in units of time: the mean person buys r/α times
public record Nbd(double r, double alpha) implements PurchaseModel {

  private static final List<String> NAMES = List.of("r", "alpha");

  /// Fits by maximum likelihood of the purchase times (no `Tˣ/x!`, as in Fader and Hardie's
  /// tables).
  public static Fit<Nbd> fit(RepeatPurchases data) {
    if (data.people() < 30 || data.repeaters() < 10) {
      return new Fit.Refused<>(Fit.Refusal.TOO_FEW);
    }
    var optimum = Newton.maximise(likelihood(data), new double[] {0.5, 0.5 / data.rate()});
    if (!optimum.undetermined().isEmpty()) {
      return new Fit.Refused<>(Fit.Refusal.NO_SPREAD);
    }
    var at = optimum.at();
    return new Fit.Fitted<>(
        new Nbd(at[0], at[1]), optimum.estimates(NAMES), optimum.value(), data.people());
  }

  private static Newton.Objective likelihood(RepeatPurchases data) {
    var more = data.withMoreThan();
    return (at, sum) -> {
      var r = at[0];
      var alpha = at[1];
      sum.value(data.people() * r * Math.log(alpha));
      sum.gradient(0, data.people() * Math.log(alpha));
      sum.gradient(1, data.people() * r / alpha);
      sum.hessian(0, 1, data.people() / alpha);
      sum.hessian(1, 1, -data.people() * r / (alpha * alpha));
      sum.logsOfRising(more, r, 1, 0);
      for (int i = 0; i < data.groups(); i++) {
        sum.waiting(data.people(i), r + data.repeats(i), alpha + data.seen(i));
      }
    };
  }

  @Override
  public double alive(int repeats, double last, double seen) {
    PurchaseModel.check(repeats, last, seen, 0);
    return 1;
  }

  @Override
  public double expected(int repeats, double last, double seen, double time) {
    PurchaseModel.check(repeats, last, seen, time);
    return (r + repeats) / (alpha + seen) * time;
  }
}
