package changke.activity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.UUID;
import javax.crypto.Mac;

/// Digests by which messages and people are told apart.
final class Digests {

  /// As PostgreSQL orders uuids: byte by byte, without a sign.
  static final Comparator<UUID> AS_STORED =
      (a, b) -> {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0
            ? high
            : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
      };

  private Digests() {}

  static byte[] sha256(String text) {
    return sha256().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /// 128 bits of SHA-256 over source and message id: nobody finds two ids that meet.
  static UUID message(UUID source, String messageId) {
    var sha = sha256();
    sha.update(bytes(source));
    return first(sha.digest(messageId.getBytes(StandardCharsets.UTF_8)));
  }

  /// A pseudonym: keyed, so that nobody who reads the journal can try e-mail addresses.
  static UUID pseudonym(Mac mac, UUID source, String kind, String id) {
    mac.update(bytes(source));
    mac.update(kind.getBytes(StandardCharsets.UTF_8));
    mac.update((byte) 0);
    var all = ByteBuffer.wrap(mac.doFinal(id.getBytes(StandardCharsets.UTF_8)));
    return new UUID(
        (all.getLong() & ~0xF000L) | 0x8000L,
        (all.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
  }

  private static UUID first(byte[] digest) {
    var all = ByteBuffer.wrap(digest);
    return new UUID(all.getLong(), all.getLong());
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing from this JDK", e);
    }
  }
}
