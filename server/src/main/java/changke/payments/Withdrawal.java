package changke.payments;

import changke.shared.Money;
import changke.shared.PersonId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Money of a balance on its way to its owner. `shown` is enough of the account to recognise it.
public record Withdrawal(
    UUID id,
    PersonId person,
    Money amount,
    String way,
    String shown,
    State state,
    Instant askedAt,
    @Nullable PersonId firstBy,
    @Nullable PersonId secondBy,
    @Nullable ChannelId channel,
    int tries,
    @Nullable String lastAnswer,
    @Nullable String reference,
    @Nullable String reason,
    @Nullable Instant endedAt) {

  /// Where it stands.
  public enum State {
    ASKED,
    /// One of two people has approved.
    APPROVED_ONCE,
    /// A provider is sending it.
    PAYING,
    /// A person has to send it.
    BY_HAND,
    PAID,
    REFUSED,
    CANCELLED;

    /// `by-hand` for [#BY_HAND].
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static State of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /// Whether the money is still held.
    public boolean open() {
      return this == ASKED || this == APPROVED_ONCE || this == PAYING || this == BY_HAND;
    }
  }

  /// [#shown] without the way, which pages name in the reader's language.
  public String tail() {
    return shown.startsWith(way) ? shown.substring(way.length()).strip() : shown;
  }

  /// A provider has it and has not answered for about three days: a person looks and decides.
  public boolean stuck() {
    return state == State.PAYING && tries >= 20;
  }

  /// Its owner may still take it back: nobody has approved it for good.
  public boolean cancellable() {
    return state == State.ASKED || state == State.APPROVED_ONCE;
  }
}
