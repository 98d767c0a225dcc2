package changke.trials;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a trial was, who wrote it and when.
///
/// @param backTo the earlier version that was taken up again
public record Version(
    int number, Definition definition, @Nullable Integer backTo, UUID by, Instant at) {}
