package changke.messaging;

import changke.shared.PersonId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is to be told to a person.
///
/// @param requestKey names this message for good: asked for twice, it is sent once
/// @param template the name of a published template
/// @param variables exactly the template's, written as [VariableType] reads them
/// @param source who asks: `journey:newcomer:3:hello`, `rewards:points-expire`
/// @param expires from then on it must not go out; null when it keeps
/// @param atBestTime whether it may wait up to a day for the hour at which the person looks
public record Message(
    String requestKey,
    PersonId to,
    String template,
    Map<String, String> variables,
    Priority priority,
    String source,
    Why why,
    @Nullable Instant expires,
    boolean atBestTime) {

  public Message {
    variables = Map.copyOf(variables);
  }

  @Override
  public String toString() {
    return "Message[" + requestKey + "]";
  }
}
