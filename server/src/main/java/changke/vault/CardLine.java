package changke.vault;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line as it was read: a card, or the reason why it is none.
record CardLine(
    int number,
    String text,
    @Nullable String label,
    @Nullable Instant expiresAt,
    @Nullable Refusal refusal) {

  static CardLine refused(int number, Refusal reason) {
    return new CardLine(number, "", null, null, reason);
  }

  @Override
  public String toString() {
    return "CardLine[" + number + ", text hidden]";
  }
}
