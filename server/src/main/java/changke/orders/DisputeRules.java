package changke.orders;

import java.time.Instant;
import java.util.List;

/// Whose turn it is in a complaint, and what silence means. Pure.
final class DisputeRules {

  static final int LONGEST_TEXT = 2000;
  static final int MOST_MESSAGES = 100;
  static final int MOST_PICTURES_A_MESSAGE = 4;
  static final int MOST_PICTURES = 20;

  /// Whose turn it is next, and until when.
  record Turn(Side side, Instant until) {}

  /// What happens when a deadline has passed.
  enum Silence {
    FOR_THE_BUYER,
    LET_REST
  }

  private DisputeRules() {}

  /// A word passes the turn to the other side; a second word before the answer moves no deadline.
  /// An operator who was called keeps the turn.
  static Turn said(Complaint complaint, Side by, Instant now, DisputeSettings settings) {
    if (complaint.turn() != by || by == Side.OPERATOR) {
      return new Turn(complaint.turn(), complaint.answerBy());
    }
    var next = by == Side.BUYER ? Side.MERCHANT : Side.BUYER;
    return new Turn(next, now.plus(settings.within(next, complaint.fast())));
  }

  /// A merchant may call the operator at any time, a buyer once the merchant has answered: until
  /// then the deadline speaks for the buyer anyway.
  static boolean mayEscalate(Complaint complaint, Side by, List<Message> thread) {
    return complaint.open()
        && complaint.turn() != Side.OPERATOR
        && (by == Side.MERCHANT
            || (by == Side.BUYER && thread.stream().anyMatch(m -> m.side() == Side.MERCHANT)));
  }

  /// A merchant decides until the operator was called, then the operator does.
  static boolean mayDecide(Complaint complaint, Side by) {
    return complaint.open()
        && switch (by) {
          case MERCHANT -> complaint.turn() != Side.OPERATOR;
          case OPERATOR, HOUSE -> true;
          case BUYER -> false;
        };
  }

  static Silence silence(Complaint complaint) {
    return complaint.turn() == Side.BUYER ? Silence.LET_REST : Silence.FOR_THE_BUYER;
  }

  /// Whether so many pictures and this text can be added.
  static boolean fits(String text, int pictures, List<Message> thread) {
    var before = thread.stream().mapToInt(message -> message.pictures().size()).sum();
    return text.length() <= LONGEST_TEXT
        && (!text.isEmpty() || pictures > 0)
        && pictures <= MOST_PICTURES_A_MESSAGE
        && before + pictures <= MOST_PICTURES
        && thread.size() < MOST_MESSAGES;
  }
}
