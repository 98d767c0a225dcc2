package changke.identity;

import changke.shared.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody signed in on a browser. `browser` is what the browser said of itself, `confirmedAt`
/// when the person last showed password or passkey.
public record Session(
    UUID id,
    PersonId person,
    Method method,
    String browser,
    String address,
    Instant startedAt,
    Instant confirmedAt,
    Instant seenAt,
    @Nullable Instant endedAt) {

  /// How it began.
  public enum Method {
    SIGN_UP,
    PASSWORD,
    PASSKEY,
    RECOVERY
  }
}
