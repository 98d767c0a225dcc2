package changke.orders;

import changke.shared.PersonId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One line of an order's timeline; `kind` is a word such as `paid`, `position` the order line that
/// it is about. `note` says why, `party` who it was, where somebody did it: `operator` and an id.
public record OrderStep(
    Instant at,
    String kind,
    @Nullable Integer position,
    @Nullable String note,
    @Nullable String party) {

  /// Which side `party` is on: `operator`, without the id.
  public @Nullable String side() {
    return party == null ? null : party.split(" ", 2)[0];
  }

  /// Who `party` is; empty for a guest and for the house.
  public Optional<PersonId> person() {
    return party == null || party.indexOf(' ') < 0
        ? Optional.empty()
        : Optional.of(new PersonId(UUID.fromString(party.substring(party.indexOf(' ') + 1))));
  }

  OrderStep(Instant at, String kind, @Nullable Integer position) {
    this(at, kind, position, null, null);
  }
}
