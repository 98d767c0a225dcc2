package changke.engine.rhythm;

/// When to turn to a person.
public sealed interface BestHour {

  /// Posterior standard deviations by which an own hour must lead: about nineteen in twenty. That
  /// the best of many slots leads by chance is already in the prior.
  double SURE = 1.645;

  /// The slot to use, whichever the answer.
  int slot();

  /// The person acts more readily in a slot of their own than in the shop's best one.
  ///
  /// @param rate expected acts for each showing in it
  /// @param atShopsBest the same person's in the shop's best slot
  record Own(int slot, double rate, double atShopsBest) implements BestHour {}

  /// Nothing known speaks for another slot than the shop's best.
  record LikeEverybody(int slot) implements BestHour {}
}
