package changke.activity;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// When something happened, although the client's clock may be wrong: received − (sent − happened).
///
/// @param mark what was wrong with the clock, if anything
record ClientTime(Instant happenedAt, @Nullable String mark) {

  /// A clock that is further ahead is not believed.
  static final Duration MOST_AHEAD = Duration.ofHours(24);

  private static final Instant EARLIEST = Instant.EPOCH;

  /// No timestamp means the server's time; without `sentAt` the clock cannot be corrected.
  static ClientTime of(@Nullable String timestamp, @Nullable String sentAt, Instant receivedAt) {
    if (timestamp == null) {
      return new ClientTime(receivedAt, null);
    }
    var happened = parse(timestamp);
    if (happened == null) {
      return new ClientTime(receivedAt, "unreadable");
    }
    var sent = sentAt == null ? null : parse(sentAt);
    var off = sent == null ? Duration.ZERO : Duration.between(sent, receivedAt);
    var corrected = happened.plus(off);
    if (corrected.isAfter(receivedAt.plus(MOST_AHEAD))) {
      return new ClientTime(receivedAt, "ahead");
    }
    if (corrected.isBefore(EARLIEST)) {
      return new ClientTime(receivedAt, "unreadable");
    }
    return new ClientTime(corrected, off.abs().compareTo(MOST_AHEAD) > 0 ? "corrected" : null);
  }

  /// ISO 8601 with a zone, or milliseconds since 1970; null when it is neither or means no year
  /// that anybody lives in.
  private static @Nullable Instant parse(String text) {
    try {
      var at =
          text.indexOf('T') > 0
              ? OffsetDateTime.parse(text).toInstant()
              : Instant.ofEpochMilli(Long.parseLong(text));
      return Math.abs(at.getEpochSecond()) > 100_000L * 365 * 86_400 ? null : at;
    } catch (DateTimeException | NumberFormatException e) {
      return null;
    }
  }
}
