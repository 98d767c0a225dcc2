package changke.play;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A time in which a wheel can be spun. `promise` is the SHA-256 of the server's seed, published
/// before it opens; `seed` is the seed itself, published when it is over.
public record WheelPeriod(
    UUID id,
    WheelPlan plan,
    Instant opens,
    Instant closes,
    Instant announcedAt,
    String promise,
    @Nullable String seed) {

  public boolean isOpen(Instant now) {
    return !now.isBefore(opens) && now.isBefore(closes);
  }

  public boolean isOver(Instant now) {
    return !now.isBefore(closes);
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
