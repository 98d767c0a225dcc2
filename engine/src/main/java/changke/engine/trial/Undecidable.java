package changke.engine.trial;

/// No effect can be told: readers show an estimate of 0 and a p-value of 1 beside the reason.
public record Undecidable(Reason reason) implements Verdict {

  public enum Reason {
    /// One of the arms has nobody, one person, or the same value for everybody.
    NO_SPREAD,
    /// A share of a baseline of zero is no number; the absolute difference may still be told.
    BASELINE_ZERO
  }
}
