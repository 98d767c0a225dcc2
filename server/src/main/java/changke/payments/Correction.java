package changke.payments;

import changke.shared.Money;
import changke.shared.PersonId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A balance put right by an operator; a negative amount takes something away.
public record Correction(
    UUID id,
    PersonId person,
    Money amount,
    String reason,
    State state,
    PersonId askedBy,
    Instant askedAt,
    @Nullable Instant endedAt) {

  /// Where it stands.
  public enum State {
    /// Waits for a second operator.
    ASKED,
    DONE,
    REFUSED,
    /// The balance had less by then than was to be taken away.
    TOO_LITTLE;

    /// `too-little` for [#TOO_LITTLE].
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static State of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }
}
