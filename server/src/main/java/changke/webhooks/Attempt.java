package changke.webhooks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One try: the status that came back, or what stood in the way; `said` is the beginning of the
/// answer's body.
public record Attempt(
    int number,
    Instant at,
    long tookMs,
    @Nullable Integer status,
    @Nullable String problem,
    String said) {}
