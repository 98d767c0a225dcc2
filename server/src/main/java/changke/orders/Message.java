package changke.orders;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// One entry of a complaint's thread: what a side said or did. `kind` is a word such as `said`,
/// `declined`, `escalated`, `replaced`; `pictures` are ids for [Disputes#picture].
public record Message(
    UUID id, Instant at, Side side, String kind, String text, List<UUID> pictures) {

  @Override
  public String toString() {
    return "Message[" + id + " " + side + " " + kind + "]";
  }
}
