package changke.play;

import changke.shared.PersonId;
import java.time.Instant;
import java.util.UUID;

/// One draw as it is kept for ever. `number` counts the draws of the period, `counter` those of the
/// person in it, both from 1; `drawn` is the position that the ticket hit, `paid` the one that
/// pays: another when the first had run out.
public record Spin(
    UUID id,
    UUID period,
    int number,
    PersonId person,
    int counter,
    String seed,
    int ticket,
    int drawn,
    int paid,
    Instant at) {}
