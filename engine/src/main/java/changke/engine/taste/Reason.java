package changke.engine.taste;

import java.util.List;

/// Why an item stands in the list: a fact that can be looked up, not a phrase.
public sealed interface Reason {

  /// `people` bought both this item and `bought`, which this person has.
  record BoughtWith(int bought, int people) implements Reason {}

  /// `people` bought both this item and `seen`, which this person looked at in this visit.
  record GoesWithThisVisit(int seen, int people) implements Reason {}

  /// Shares `tags`, the rarest first, with `bought`; none where nearness comes from embeddings.
  record Like(int bought, List<Integer> tags) implements Reason {}

  /// Bought `times` as often as usual at this hour, `bought` times in all.
  record PopularAtThisHour(int hour, int bought, double times) implements Reason {}

  /// Bought by this many people.
  record Popular(int buyers) implements Reason {}
}
