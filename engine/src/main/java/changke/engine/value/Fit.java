package changke.engine.value;

import java.util.List;

/// What came of fitting a model by maximum likelihood.
public sealed interface Fit<M> {

  /// A maximum inside the parameter space.
  ///
  /// @param estimates the parameters with standard errors from the observed information
  record Fitted<M>(M model, List<Estimate> estimates, double logLikelihood, long people)
      implements Fit<M> {
    public Fitted {
      estimates = List.copyOf(estimates);
    }
  }

  /// The likelihood rises towards the edge of the parameter space: the data do not know when people
  /// leave, and a and b could be anything. What the simpler model says stands in its place.
  record AtTheEdge<M>(Fitted<M> instead) implements Fit<M> {}

  /// No model, and why.
  record Refused<M>(Refusal why) implements Fit<M> {}

  /// A parameter with its standard error, in its own unit.
  record Estimate(String name, double value, double error) {}

  /// Reasons; a screen has words for each.
  enum Refusal {
    /// Fewer than 30 people, or fewer than 10 with a repeat purchase.
    TOO_FEW,
    /// Everybody is alike: nothing to tell people apart by.
    NO_SPREAD,
    /// A value is infinite, not a number or negative where it cannot be.
    BAD_VALUE
  }
}
