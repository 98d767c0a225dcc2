package changke.vault;

import changke.shared.MerchantId;
import java.util.UUID;

/// A merchant's key under the master key.
@SuppressWarnings("ArrayRecordComponent") // Nobody compares wrapped bytes: each wrapping differs.
record WrappedKey(UUID id, MerchantId merchant, Purpose purpose, String masterKey, byte[] wrapped) {

  enum Purpose {
    /// Encrypts cards.
    SEAL,
    /// Recognises duplicates; it never changes, or they would no longer be recognised.
    MARK
  }

  /// What the wrapping is bound to: a key wrapped for one merchant opens for no other.
  static String context(UUID id, MerchantId merchant, Purpose purpose) {
    return "vault " + purpose + " " + merchant + " " + id;
  }
}
