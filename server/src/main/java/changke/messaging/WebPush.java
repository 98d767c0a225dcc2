package changke.messaging;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// What push services and browsers agreed on: the body that only the browser opens (RFC 8291 on RFC
/// 8188), and the token that says who sends (RFC 8292).
final class WebPush {

  static final int KEY_BYTES = 65;
  static final int SECRET_BYTES = 16;

  private static final String CURVE = "secp256r1";
  private static final int RECORD_BYTES = 4096;
  private static final int TAG_BYTES = 16;
  private static final int LONGEST_TEXT = RECORD_BYTES - TAG_BYTES - 1 - 86;
  private static final SecureRandom RANDOM = new SecureRandom();

  private WebPush() {}

  static KeyPair newKeys() {
    try {
      var maker = KeyPairGenerator.getInstance("EC");
      maker.initialize(new ECGenParameterSpec(CURVE), RANDOM);
      return maker.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The text for one browser: salt, record size and our key of this once, then one sealed record.
  static byte[] seal(byte[] text, byte[] browserKey, byte[] secret) {
    var salt = new byte[16];
    RANDOM.nextBytes(salt);
    return seal(text, browserKey, secret, newKeys(), salt);
  }

  static byte[] seal(byte[] text, byte[] browserKey, byte[] secret, KeyPair ours, byte[] salt) {
    if (text.length > LONGEST_TEXT) {
      throw new IllegalArgumentException("a push carries at most " + LONGEST_TEXT + " bytes");
    }
    try {
      var ourKey = point((ECPublicKey) ours.getPublic());
      var agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(ours.getPrivate());
      agreement.doPhase(publicKey(browserKey), true);
      var info = join("WebPush: info\0".getBytes(StandardCharsets.US_ASCII), browserKey, ourKey);
      var input = derive(secret, agreement.generateSecret(), info, 32);
      var key = derive(salt, input, info("Content-Encoding: aes128gcm\0"), 16);
      var nonce = derive(salt, input, info("Content-Encoding: nonce\0"), 12);
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(8 * TAG_BYTES, nonce));
      // 2 ends the last record (RFC 8188, section 2).
      var sealed = cipher.doFinal(join(text, new byte[] {2}));
      return join(
          salt,
          ByteBuffer.allocate(5).putInt(RECORD_BYTES).put((byte) ourKey.length).array(),
          ourKey,
          sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// `vapid t=…, k=…`: a token for one push service, signed by us (ES256).
  ///
  /// @param audience scheme and host of the service
  /// @param contact where its keepers write to: `mailto:` or `https:`
  static String authorization(KeyPair ours, String audience, String contact, Instant until) {
    var head = text("{\"typ\":\"JWT\",\"alg\":\"ES256\"}");
    var claims =
        MessageRows.JSON.writeValueAsString(
            java.util.Map.of("aud", audience, "exp", until.getEpochSecond(), "sub", contact));
    var signed = head + "." + text(claims);
    try {
      var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(ours.getPrivate(), RANDOM);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return "vapid t=%s.%s, k=%s"
          .formatted(signed, text(signature.sign()), text(point((ECPublicKey) ours.getPublic())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A key as browsers write it: 65 bytes, uncompressed. Points that are not on the curve are an
  /// [IllegalArgumentException]: agreeing on a secret with one would give ours away.
  static ECPublicKey publicKey(byte[] point) {
    if (point.length != KEY_BYTES || point[0] != 4) {
      throw new IllegalArgumentException("not an uncompressed point");
    }
    var x = new BigInteger(1, point, 1, 32);
    var y = new BigInteger(1, point, 33, 32);
    var curve = curve();
    var field = ((java.security.spec.ECFieldFp) curve.getCurve().getField()).getP();
    var right = x.pow(3).add(curve.getCurve().getA().multiply(x)).add(curve.getCurve().getB());
    if (x.compareTo(field) >= 0
        || y.compareTo(field) >= 0
        || y.pow(2).subtract(right).mod(field).signum() != 0) {
      throw new IllegalArgumentException("not on the curve");
    }
    try {
      return (ECPublicKey)
          KeyFactory.getInstance("EC")
              .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static byte[] point(ECPublicKey key) {
    var point = new byte[KEY_BYTES];
    point[0] = 4;
    fill(point, 1, key.getW().getAffineX());
    fill(point, 33, key.getW().getAffineY());
    return point;
  }

  static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] bytes(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  static byte[] derive(byte[] salt, byte[] input, byte[] info, int length)
      throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.ofExtract().addIKM(input).addSalt(salt).thenExpand(info, length));
  }

  private static String text(String json) {
    return text(json.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] info(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  private static ECParameterSpec curve() {
    return ((ECPrivateKey) CurveHolder.KEYS.getPrivate()).getParams();
  }

  /// The curve's numbers, read once off a key that is thrown away.
  private static final class CurveHolder {
    static final KeyPair KEYS = newKeys();
  }

  private static void fill(byte[] point, int at, BigInteger number) {
    var bytes = number.toByteArray();
    var from = Math.max(0, bytes.length - 32);
    var length = bytes.length - from;
    System.arraycopy(bytes, from, point, at + 32 - length, length);
  }

  private static byte[] join(byte[]... parts) {
    var length = 0;
    for (var part : parts) {
      length += part.length;
    }
    var all = ByteBuffer.allocate(length);
    for (var part : parts) {
      all.put(part);
    }
    return all.array();
  }
}
