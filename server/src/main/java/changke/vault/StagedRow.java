package changke.vault;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A card on its way to the shelf.
@SuppressWarnings("ArrayRecordComponent") // Nobody compares staged rows.
record StagedRow(
    int line, SealedCard card, byte[] mark, @Nullable String label, @Nullable Instant expiresAt) {}
