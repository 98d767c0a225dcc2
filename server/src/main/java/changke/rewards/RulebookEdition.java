package changke.rewards;

import changke.shared.Words;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rulebook as it was from a time on, with what changed from the version before.
public record RulebookEdition(
    int version, Instant from, List<Chapter> chapters, List<Change> changes) {

  /// One chapter with its rules.
  public record Chapter(String key, Words title, List<PublishedRule> rules) {}

  /// What happened to one rule, with how it read before and how it reads now; null is not there.
  public record Change(Kind kind, @Nullable PublishedRule before, @Nullable PublishedRule now) {}

  /// New, changed or gone.
  public enum Kind {
    NEW,
    CHANGED,
    GONE
  }
}
