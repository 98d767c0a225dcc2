package changke.engine.churn;

/// One of the few things that moved a person's risk. The words are the reader's: the feature is the
/// key, the value is in the feature's unit.
///
/// @param effect what it adds to the log-odds of leaving; above 0 it raises the risk
public record Reason(Feature feature, double value, double effect) {

  public boolean raises() {
    return effect > 0;
  }
}
