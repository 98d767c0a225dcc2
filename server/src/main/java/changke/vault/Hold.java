package changke.vault;

import changke.shared.OfferId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Cards set aside for one order line. `chosen` cards have no substitute; for a `file` the id in
/// `cards` is that of the file.
record Hold(
    UUID id,
    OfferId offer,
    int quantity,
    List<CardId> cards,
    State state,
    Instant until,
    boolean chosen,
    boolean file) {

  enum State {
    HELD,
    SOLD,
    RELEASED,
    REVOKED
  }
}
