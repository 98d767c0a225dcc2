package changke.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is looked for in the log: each part narrows, null does not. `who` is an address or an id,
/// `about` a part of the text, `from` is within and `until` without.
public record AuditSearch(
    @Nullable String who,
    @Nullable String what,
    @Nullable String about,
    @Nullable Instant from,
    @Nullable Instant until) {

  public static AuditSearch everything() {
    return new AuditSearch(null, null, null, null, null);
  }
}
