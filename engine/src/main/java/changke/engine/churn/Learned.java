package changke.engine.churn;

/// What came of learning from a shop's history.
public sealed interface Learned permits Champion, Learned.TooFew {

  /// Fewer than this many who left, or who stayed, are too few to learn from.
  int LEAST = 1_000;

  /// No score: there is too little history. The recency rule stands in, without a probability.
  ///
  /// @param gone examples of people who left, on the training cuts
  /// @param stayed examples of people who stayed
  record TooFew(int gone, int stayed, RecencyRule instead) implements Learned {}
}
