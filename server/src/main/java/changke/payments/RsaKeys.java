package changke.payments;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/// RSA keys as operators paste them, and signatures with them. What is wrong is said without
/// quoting the key.
final class RsaKeys {

  private RsaKeys() {}

  /// A PKCS#8 key, with or without its PEM lines.
  ///
  /// @throws ProviderException when it is none
  static PrivateKey privateKey(String text) {
    try {
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes(text)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new ProviderException("the private key is not a PKCS#8 RSA key");
    }
  }

  /// A public key or the one in a certificate, with or without their PEM lines.
  ///
  /// @throws ProviderException when it is none
  static PublicKey publicKey(String text) {
    try {
      return text.contains("BEGIN CERTIFICATE")
          ? CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(bytes(text)))
              .getPublicKey()
          : KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes(text)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new ProviderException("the public key is neither an RSA key nor a certificate");
    }
  }

  /// One line of base64, as the Alipay library wants keys.
  static String bare(String text) {
    return Base64.getEncoder().encodeToString(bytes(text));
  }

  /// SHA256withRSA over the text's UTF-8, in base64.
  static String sign(String text, PrivateKey key) {
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new ProviderException("the private key does not sign");
    }
  }

  static boolean verify(String text, String sign, PublicKey key) {
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return !sign.isBlank() && signature.verify(Base64.getDecoder().decode(sign));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] bytes(String text) {
    return Base64.getDecoder()
        .decode(text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", ""));
  }
}
