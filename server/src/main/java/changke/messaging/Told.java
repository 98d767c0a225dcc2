package changke.messaging;

import changke.shared.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message with everything that became of it.
///
/// @param subject in the reader's language
/// @param link the path of its one link; null when it has none
/// @param due when it leaves or is decided anew
public record Told(
    UUID id,
    PersonId person,
    String template,
    int version,
    Purpose purpose,
    Topic topic,
    Priority priority,
    String source,
    Why why,
    Map<String, String> variables,
    String subject,
    String text,
    @Nullable String link,
    State state,
    @Nullable Reason reason,
    Instant due,
    Instant asked,
    @Nullable Instant ended,
    @Nullable Instant read,
    @Nullable Instant followed,
    @Nullable Integer chosenHour,
    @Nullable Double propensity,
    List<Way> ways) {

  public enum State {
    HELD,
    QUEUED,
    SENT,
    WITHHELD
  }

  /// One channel on which it went or was to go.
  public record Way(
      Channel channel,
      String state,
      @Nullable Reason reason,
      int attempts,
      @Nullable String problem) {}

  @Override
  public String toString() {
    return "Told[" + id + "]";
  }
}
