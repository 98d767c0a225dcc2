package changke.engine.taste;

import java.util.ArrayList;
import java.util.List;

/// What the long-tail slider costs in accuracy and gains in coverage, measured on hidden purchases:
/// the picture beside the slider.
public final class LongTail {

  /// One position of the slider.
  public record Step(double tail, Evaluation evaluation) {}

  private LongTail() {}

  /// The slider in steps of a tenth.
  public static List<Step> curve(
      Recommender recommender, Blend blend, Purchases train, int[][] hidden, int length) {
    var steps = new ArrayList<Step>();
    for (int tenth = 0; tenth <= 10; tenth++) {
      var moved = recommender.with(blend.withTail(tenth / 10d));
      var evaluation =
          Evaluation.of(
              (person, k) -> moved.items(train.of(person), new int[0], -1, k),
              train,
              hidden,
              length);
      steps.add(new Step(tenth / 10d, evaluation));
    }
    return List.copyOf(steps);
  }
}
