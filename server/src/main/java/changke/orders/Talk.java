package changke.orders;

import java.util.List;

/// A complaint with its thread, as one of its parties sees it: `side` is the reader's own.
public record Talk(
    Complaint complaint, OrderLine line, Side side, List<Message> messages, boolean mayEscalate) {

  public boolean mayDecide() {
    return DisputeRules.mayDecide(complaint, side);
  }

  public boolean myTurn() {
    return complaint.open() && complaint.turn() == side;
  }
}
