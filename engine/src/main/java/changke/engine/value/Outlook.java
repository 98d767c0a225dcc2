package changke.engine.value;

import java.util.OptionalDouble;

/// What is to be expected of one person in a period.
///
/// @param alive the probability that the person has not left for good
/// @param purchases expected purchases
/// @param value expected money, in the unit of the spend model; empty where that gives no mean
public record Outlook(double alive, double purchases, OptionalDouble value) {

  /// Puts both models together. Money is not discounted: the horizons of a shop are months.
  ///
  /// @param repeats purchases after the first
  /// @param last time from the first to the last purchase
  /// @param seen time from the first purchase until now
  /// @param meanSpend mean of the purchases that the spend model counts
  public static Outlook of(
      PurchaseModel model,
      GammaGamma spend,
      int repeats,
      double last,
      double seen,
      double meanSpend,
      double time) {
    var purchases = model.expected(repeats, last, seen, time);
    var each = spend.expectedSpend(repeats, meanSpend);
    return new Outlook(
        model.alive(repeats, last, seen),
        purchases,
        each.isPresent() ? OptionalDouble.of(purchases * each.getAsDouble()) : each);
  }
}
