package changke.play;

import java.time.Instant;
import java.util.Optional;

/// A time in which a person had play switched off; without an end it still is.
record Pause(Instant since, Optional<Instant> until) {}
