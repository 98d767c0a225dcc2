package changke.webhooks;

import java.net.URI;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An address that wants to be told. `off` says since when and why it is not; `failingSince` is the
/// first try that nothing good has followed.
public record Endpoint(
    UUID id,
    Owner owner,
    String url,
    String note,
    Set<EventKind> kinds,
    Instant madeAt,
    @Nullable Off off,
    @Nullable Instant failingSince) {

  /// Why an address is told nothing.
  public enum Why {
    /// Somebody switched it off.
    ASKED,
    /// It answered 410.
    GONE,
    /// For days no try went well.
    FAILING
  }

  public record Off(Instant at, Why why) {}

  public boolean isOn() {
    return off == null;
  }

  /// The address without its query, which may hold a secret.
  public String shown() {
    var uri = URI.create(url);
    return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
  }

  @Override
  public String toString() {
    return "Endpoint[" + id + " of " + owner + "]";
  }
}
