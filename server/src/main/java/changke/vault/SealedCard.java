package changke.vault;

import changke.shared.MerchantId;
import java.util.UUID;

/// A card as it lies in the database, with the key that opens it.
@SuppressWarnings("ArrayRecordComponent") // Nobody compares sealed bytes: each sealing differs.
record SealedCard(CardId id, MerchantId merchant, UUID key, byte[] sealed) {}
