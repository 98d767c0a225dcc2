package changke.play;

import changke.activity.Happening;
import changke.shared.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// So many facts of one kind, by day or ever.
///
/// @param fact the kind of fact in the journal, such as `Order Completed`
/// @param field when not null, only facts count whose body has this field beginning with `prefix`
/// @param apart when not null, values of this field have to differ: the same offer twice is one
///   step
/// @param badge what it gives beside points, or null
public record Quest(
    UUID id,
    Kind kind,
    Words name,
    String fact,
    @Nullable String field,
    @Nullable String prefix,
    @Nullable String apart,
    int times,
    long points,
    @Nullable UUID badge,
    Instant from,
    @Nullable Instant endedAt) {

  private static final int LONGEST_STEP = 400;

  /// The day under which achievements are counted.
  static final LocalDate EVER = LocalDate.EPOCH;

  /// How often it can be done.
  public enum Kind {
    /// Anew each day of the person's calendar.
    DAILY,
    /// Once.
    ACHIEVEMENT
  }

  /// What a fact counts as: its id, or the value that has to differ; empty when it does not count.
  /// Facts from before the quest and after its end never count, however late they arrive; neither
  /// does anything that others sent, or people could reward themselves.
  Optional<String> step(Happening fact) {
    var at = fact.happenedAt();
    if (fact.source().isPresent()
        || !this.fact.equals(fact.kind())
        || at.isBefore(from)
        || (endedAt != null && !at.isBefore(endedAt))) {
      return Optional.empty();
    }
    if (field != null && !text(fact, field).startsWith(Objects.requireNonNullElse(prefix, ""))) {
      return Optional.empty();
    }
    var step = apart == null ? fact.fact().toString() : text(fact, apart);
    return Optional.of(step.substring(0, Math.min(LONGEST_STEP, step.length())))
        .filter(s -> !s.isEmpty());
  }

  private static String text(Happening fact, String field) {
    var value =
        fact.body().get("properties") instanceof Map<?, ?> properties
            ? properties.get(field)
            : fact.body().get(field);
    return value == null ? "" : value.toString();
  }
}
