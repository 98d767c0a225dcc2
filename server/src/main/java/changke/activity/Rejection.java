package changke.activity;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// An item that was not taken.
///
/// @param sample its beginning
public record Rejection(Reason reason, Optional<String> messageId, String sample, Instant at) {

  /// Why an item is not taken.
  public enum Reason {
    TOO_LARGE,
    TOO_DEEP,
    NO_TYPE,
    NO_PERSON,
    NO_NAME,
    NOT_AN_OBJECT,
    /// The database would not have it, although nothing seemed wrong.
    UNSTORABLE;

    /// The last part of its words' key.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
