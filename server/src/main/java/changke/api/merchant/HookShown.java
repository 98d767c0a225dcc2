package changke.api.merchant;

import changke.webhooks.Endpoint;
import changke.webhooks.EventKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An address that is told what happens; `off` says why it is not: asked, gone or failing. `secret`
/// is there in the one answer that made it.
record HookShown(
    UUID id,
    String url,
    String note,
    List<String> kinds,
    Instant madeAt,
    @Nullable String off,
    @Nullable String secret) {

  static HookShown of(Endpoint endpoint) {
    return of(endpoint, null);
  }

  static HookShown of(Endpoint endpoint, @Nullable String secret) {
    var off = endpoint.off();
    return new HookShown(
        endpoint.id(),
        endpoint.url(),
        endpoint.note(),
        endpoint.kinds().stream().map(EventKind::code).sorted().toList(),
        endpoint.madeAt(),
        off == null ? null : OfferShown.word(off.why()),
        secret);
  }

  @Override
  public String toString() {
    return "HookShown[" + id + "]";
  }
}
