package changke.vault;

import changke.shared.MerchantId;
import org.jspecify.annotations.Nullable;

/// An import as it stands; `prefix` is the keyed hash of the lines that were read so far.
@SuppressWarnings("ArrayRecordComponent") // Nobody compares batches.
record Batch(MerchantId merchant, ImportReport report, byte @Nullable [] prefix) {}
