package changke.api.idempotency;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A call as it stands in the table. `turn` counts the tries, so that one that was given up cannot
/// write over a later one; `content` is null while a long body is still being read.
@SuppressWarnings("ArrayRecordComponent") // Nobody compares calls.
record Call(UUID id, int turn, byte @Nullable [] content, @Nullable Reply reply) {

  /// What was answered; `body` is sealed.
  @SuppressWarnings("ArrayRecordComponent")
  record Reply(int status, @Nullable String mediaType, @Nullable String location, byte[] body) {}
}
