package changke.activity;

import changke.shared.PersonId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Something that somebody did, before it has a place in the journal.
///
/// @param fact names it once and for all: what is appended twice under one id is written once
/// @param kind such as `Order Paid` or `Page Viewed`
/// @param visitor the pseudonym of a browser
/// @param person of this house; or, with a source, an identity of its people
/// @param body what else is known: `properties` in the names of Segment's specification, and beside
///   them what was sent along (`context`, `traits`, `trust`)
/// @param source who sent it; empty for what the house noted itself
public record Happening(
    UUID fact,
    String kind,
    Optional<PersonId> person,
    Optional<UUID> visitor,
    Instant happenedAt,
    Map<String, Object> body,
    Optional<UUID> source) {

  public Happening {
    body = Map.copyOf(body);
  }

  public Happening(
      UUID fact,
      String kind,
      Optional<PersonId> person,
      Optional<UUID> visitor,
      Instant happenedAt,
      Map<String, Object> body) {
    this(fact, kind, person, visitor, happenedAt, body, Optional.empty());
  }

  /// Something that the house noted itself, in the form in which others send theirs.
  public static Happening own(
      UUID fact,
      String kind,
      Optional<PersonId> person,
      Optional<UUID> visitor,
      Instant happenedAt,
      Map<String, Object> properties) {
    return new Happening(fact, kind, person, visitor, happenedAt, Map.of("properties", properties));
  }
}
