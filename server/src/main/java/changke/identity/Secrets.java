package changke.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// Texts that nobody can guess, and the hashes under which they are kept. A plain SHA-256 is enough
/// for 256 random bits; what people choose themselves goes through [Passwords].
final class Secrets {

  private static final int BYTES = 32;

  // Whoever could seed this one could open every link.
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /// 43 letters, digits, `-` and `_`.
  static String text() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(BYTES));
  }

  static byte[] bytes(int count) {
    var bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  static int below(int bound) {
    return RANDOM.nextInt(bound);
  }

  static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
