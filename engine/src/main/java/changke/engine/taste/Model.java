package changke.engine.taste;

/// What a trained model knows: how much each item bought speaks for each other item.
public sealed interface Model permits Neighbours, Ease, Popular {

  int items();

  /// Adds to `scores` what `weight` of having bought `bought` speaks for every item.
  void add(int bought, float weight, float[] scores);

  /// What having bought `bought` speaks for `candidate`: the summand that [#add] would give it.
  float link(int bought, int candidate);

  /// The scores of all items for a history; what is already bought is scored as well.
  default float[] scores(int... history) {
    var scores = new float[items()];
    for (int bought : history) add(bought, 1, scores);
    return scores;
  }
}
