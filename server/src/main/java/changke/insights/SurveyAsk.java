package changke.insights;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody was asked.
///
/// @param survey with the words that were shown
/// @param identity whom the limits count; null for who is unknown, or was erased
/// @param token opens it without signing in
/// @param answer null while there is none
public record SurveyAsk(
    UUID id,
    String token,
    Survey survey,
    Way way,
    @Nullable UUID identity,
    Instant askedAt,
    @Nullable Instant dismissedAt,
    @Nullable SurveyAnswer answer,
    @Nullable Instant answeredAt) {

  /// An answer may be changed for so long.
  public static final Duration CHANGEABLE = Duration.ofDays(1);

  /// And given for so long after having been asked.
  public static final Duration ANSWERABLE = Duration.ofDays(90);

  /// How somebody was asked.
  public enum Way {
    PAGE,
    LINK,
    OPEN,
    LEAVING
  }

  public boolean isAnswered() {
    return answer != null;
  }

  /// Whether an answer can still be given or changed at a moment.
  public boolean isOpen(Instant now) {
    return answeredAt == null
        ? now.isBefore(askedAt.plus(ANSWERABLE))
        : now.isBefore(answeredAt.plus(CHANGEABLE));
  }
}
