package changke.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The name of an account: what it is for, whose it is and what it counts (a currency code or
/// `POINTS`). An account exists from its first posting on.
///
/// With a floor it is locked by every posting and never falls below it, less what is held. Without
/// one it takes any number of postings at once and may go below zero.
public record Account(String kind, String owner, String unit, @Nullable Long floor) {

  public static final String PLATFORM = "platform";

  public static Account open(String kind, String owner, String unit) {
    return new Account(kind, owner, unit, null);
  }

  /// An account that cannot be overdrawn.
  public static Account floored(String kind, String owner, String unit) {
    return new Account(kind, owner, unit, 0L);
  }

  /// The same name gives the same id everywhere (a version 8 UUID over SHA-256), so that posting
  /// needs no look-up.
  public UUID id() {
    var name = kind + '\n' + owner + '\n' + unit;
    var hash = ByteBuffer.wrap(sha256(name.getBytes(StandardCharsets.UTF_8)));
    return new UUID(
        (hash.getLong() & ~0xF000L) | 0x8000L,
        (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
