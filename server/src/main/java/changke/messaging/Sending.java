package changke.messaging;

import java.time.Instant;
import java.util.UUID;

/// What becomes of a message, as decided when it was asked for. `id` leads to its log.
public sealed interface Sending {

  UUID id();

  /// It goes out within a minute. Until it left, one of higher priority may still take its place in
  /// the person's day; the log says so then.
  record Queued(UUID id) implements Sending {}

  /// It waits and is decided anew at that time.
  record Held(UUID id, Instant until, Reason reason) implements Sending {}

  /// It is not sent, ever.
  record Withheld(UUID id, Reason reason) implements Sending {}
}
