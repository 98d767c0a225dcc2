package changke.platform;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256-GCM with a random nonce in front: `nonce (12) ‖ ciphertext ‖ tag (16)`. The context (the
/// associated data) is not stored; opening under another one fails.
public final class AesGcm {

  public static final int KEY_BYTES = 32;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  // Nonces must never repeat under a key, so no test may ever seed this one.
  private static final SecureRandom NONCES = new SecureRandom();

  private final SecretKeySpec key;

  public AesGcm(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("an AES-256 key has 32 bytes, not " + key.length);
    }
    this.key = new SecretKeySpec(key, "AES");
  }

  public static byte[] newKey() {
    var fresh = new byte[KEY_BYTES];
    NONCES.nextBytes(fresh);
    return fresh;
  }

  public byte[] seal(byte[] plain, byte[] context) {
    var nonce = new byte[NONCE_BYTES];
    NONCES.nextBytes(nonce);
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context);
      var sealed = new byte[NONCE_BYTES + cipher.getOutputSize(plain.length)];
      System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
      cipher.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is missing from this JDK", e);
    }
  }

  /// Throws [NotAuthentic] when the bytes, the key or the context are not those of the sealing.
  public byte[] open(byte[] sealed, byte[] context) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
      cipher.updateAAD(context);
      return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (AEADBadTagException | IllegalArgumentException e) {
      throw new NotAuthentic();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is missing from this JDK", e);
    }
  }

  @Override
  public String toString() {
    return "AesGcm[key hidden]";
  }

  /// The bytes were changed, moved to another place, or sealed under another key.
  public static final class NotAuthentic extends RuntimeException {
    NotAuthentic() {
      super("sealed bytes do not open: changed, moved, or under another key");
    }
  }
}
