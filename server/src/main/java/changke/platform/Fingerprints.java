package changke.platform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Keyed fingerprints: HMAC-SHA256.
public final class Fingerprints {

  private Fingerprints() {}

  /// The fingerprint of a text under a key, as 64 hexadecimal digits.
  public static String of(byte[] key, String text) {
    return HexFormat.of().formatHex(mac(key).doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// A keyed instance to be used again and again by one thread.
  public static Mac mac(byte[] key) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is missing from this JDK", e);
    }
  }
}
