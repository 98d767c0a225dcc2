package changke.vault;

import java.time.Instant;

/// Someone fetched a file, from a byte on: a later one than 0 goes on with an earlier download.
public record Download(int version, Reader reader, long fromByte, Instant at) {}
