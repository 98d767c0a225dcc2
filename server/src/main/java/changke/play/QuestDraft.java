package changke.play;

import changke.shared.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A quest that an operator thinks of.
public record QuestDraft(
    Quest.Kind kind,
    Words name,
    String fact,
    @Nullable String field,
    @Nullable String prefix,
    @Nullable String apart,
    int times,
    long points,
    @Nullable UUID badge) {

  static final int MOST_TIMES = 1_000;
  static final long MOST_POINTS = 100_000;

  /// Every way in which a draft is no quest.
  public enum Problem {
    NAME,
    FACT,
    FILTER,
    TIMES,
    POINTS,
    NOTHING_TO_GAIN
  }

  /// Everything that is wrong with it; empty when it can be published. It counts only what the
  /// journal keeps, and never headcount: a sign-up is not a fact that can be rewarded.
  public List<Problem> problems() {
    var found = new ArrayList<Problem>();
    if (name.isBlank()) {
      found.add(Problem.NAME);
    }
    if (!QuestFacts.KINDS.contains(fact)) {
      found.add(Problem.FACT);
    }
    if ((field == null) != (prefix == null)) {
      found.add(Problem.FILTER);
    }
    if (times < 1 || times > MOST_TIMES) {
      found.add(Problem.TIMES);
    }
    if (points < 0 || points > MOST_POINTS) {
      found.add(Problem.POINTS);
    }
    if (points == 0 && badge == null) {
      found.add(Problem.NOTHING_TO_GAIN);
    }
    return List.copyOf(found);
  }
}
