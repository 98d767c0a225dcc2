package changke.engine.genuine;

import java.util.Comparator;
import java.util.List;

/// An order or a review with what speaks against it, the strongest first.
///
/// @param id of the order or review
/// @param score 0 to 1, one minus the product of what each piece of evidence leaves open
public record Suspicion(long id, double score, List<Evidence> evidence) {

  static Suspicion of(long id, List<Evidence> evidence) {
    double open = 1;
    for (var piece : evidence) open *= 1 - piece.weight();
    var sorted =
        evidence.stream().sorted(Comparator.comparingDouble(Evidence::weight).reversed()).toList();
    return new Suspicion(id, 1 - open, sorted);
  }
}
