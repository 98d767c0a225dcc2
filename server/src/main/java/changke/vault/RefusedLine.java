package changke.vault;

import org.jspecify.annotations.Nullable;

/// A line that was not taken: its number from 1, and for a repeated card the line that counts.
public record RefusedLine(int line, Refusal reason, @Nullable Integer firstLine) {}
