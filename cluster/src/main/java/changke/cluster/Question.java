package changke.cluster;

import changke.engine.days.History;
import java.io.Serializable;

/// One report that was asked for: what a worker counts, how the counts of two groups of people
/// become one, and the report that is read off the whole.
///
/// @param <T> the count: a mergeable tally of the engine
sealed interface Question<T extends Serializable> extends Serializable
    permits RetentionQuestion, FunnelQuestion, LifecycleQuestion {

  /// The name of the report's files.
  String name();

  /// Whether events of kinds that nobody asks for by name matter too: they part sessions and steps.
  boolean readsEveryKind();

  /// The count over the people of one history, whose kinds are numbered by their place in the plan.
  T tally(History history);

  /// Adds `other` to `one`, which may be changed.
  T merge(T one, T other);

  Report report(T whole);

  Class<T> tallyType();
}
