package changke.rewards;

import java.time.Instant;

/// Whether lots are what the ledger says, person by person, and the ledger is sound.
public record PointProof(
    Instant at, long lots, long wrongOpen, long wrongPending, long wrongHeld, boolean bookHolds) {

  public boolean holds() {
    return wrongOpen == 0 && wrongPending == 0 && wrongHeld == 0 && bookHolds;
  }
}
