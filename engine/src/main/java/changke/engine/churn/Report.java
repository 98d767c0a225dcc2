package changke.engine.churn;

import java.util.List;

/// What one method did on the test cuts.
///
/// @param quality over the people of all test cuts together
/// @param aucByCut on each test cut that has both outcomes, in their order: a score is used on one
///   day at a time
public record Report(Method method, Quality quality, List<Double> aucByCut) {

  public Report {
    aucByCut = List.copyOf(aucByCut);
  }

  public double meanAuc() {
    return aucByCut.stream().mapToDouble(a -> a).average().orElse(0.5);
  }
}
