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
/// @param body what else is known: text, numbers, truth values
public record Happening(
    UUID fact,
    String kind,
    Optional<PersonId> person,
    Optional<UUID> visitor,
    Instant happenedAt,
    Map<String, Object> body) {

  public Happening {
    body = Map.copyOf(body);
  }
}
