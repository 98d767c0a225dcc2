package changke.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A channel's day compared with the provider's list; `problem` says why that was not possible.
public record Reconciliation(
    ChannelId channel,
    LocalDate day,
    Instant runAt,
    int theirs,
    int agreed,
    List<Difference> differences,
    @Nullable String problem) {}
