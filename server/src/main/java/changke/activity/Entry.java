package changke.activity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An item on its way into the journal.
///
/// @param fact the digest of source and message id, by which it is known when it comes again
/// @param named whether the client gave it a message id; without one nothing can come again
/// @param body JSON text
/// @param traits JSON text that is sealed into the body before it is written; empty when there are
///   none
/// @param claim that the visitor is the person, when there is proof
record Entry(
    UUID fact,
    boolean named,
    String kind,
    @Nullable UUID person,
    @Nullable UUID visitor,
    Instant happenedAt,
    String body,
    String traits,
    @Nullable Claim claim) {

  Entry(
      UUID fact,
      boolean named,
      String kind,
      @Nullable UUID person,
      @Nullable UUID visitor,
      Instant happenedAt,
      String body) {
    this(fact, named, kind, person, visitor, happenedAt, body, "", null);
  }

  /// Whose key closes the traits.
  @Nullable UUID owner() {
    return person == null ? visitor : person;
  }

  Entry withBody(String sealed) {
    return new Entry(fact, named, kind, person, visitor, happenedAt, sealed, "", claim);
  }

  /// That one identity is another one.
  record Claim(UUID from, UUID to, Proof proof) {}
}
