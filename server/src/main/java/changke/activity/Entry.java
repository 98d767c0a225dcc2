package changke.activity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An item on its way into the journal.
///
/// @param fact the digest of source and message id, by which it is known when it comes again
/// @param named whether the client gave it a message id; without one nothing can come again
/// @param body JSON text
/// @param claim that the visitor is the person, when there is proof
record Entry(
    UUID fact,
    boolean named,
    String kind,
    @Nullable UUID person,
    @Nullable UUID visitor,
    Instant happenedAt,
    String body,
    @Nullable Claim claim) {

  /// That one identity is another one.
  record Claim(UUID from, UUID to, Proof proof) {}
}
