package changke.messaging;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A letter as the delivery log shows it. It holds a signed link: for those only who may read mail.
public record SentLetter(
    UUID id,
    String email,
    String subject,
    String text,
    State state,
    int attempts,
    @Nullable String problem,
    Instant queuedAt) {

  public enum State {
    WAITING,
    SENT,
    UNREACHABLE
  }

  @Override
  public String toString() {
    return "SentLetter[" + id + "]";
  }
}
