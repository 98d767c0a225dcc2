package changke.engine.churn;

import java.util.List;

/// One person's risk.
///
/// @param probability calibrated: of a hundred people at .30 about thirty leave
/// @param reasons what moved it most, the strongest first
public record Risk(int person, double probability, List<Reason> reasons) {
  public Risk {
    reasons = List.copyOf(reasons);
  }
}
