package changke.payments;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// How fields are signed. Pure.
final class Signatures {

  private static final Set<String> NEVER_SIGNED = Set.of("sign", "sign_type");

  private Signatures() {}

  /// `k=v` joined with `&`, sorted by key, without the signature itself and without empty values:
  /// what the epay family and the sandbox sign.
  static String canonical(Map<String, String> fields, UnaryOperator<String> value) {
    return new TreeMap<>(fields)
        .entrySet().stream()
            .filter(e -> !NEVER_SIGNED.contains(e.getKey()) && !e.getValue().isEmpty())
            .map(e -> e.getKey() + "=" + value.apply(e.getValue()))
            .collect(Collectors.joining("&"));
  }

  static String canonical(Map<String, String> fields) {
    return canonical(fields, UnaryOperator.identity());
  }

  static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A name of ours of any length as a number that every provider takes: 32 hexadecimal digits, the
  /// same each time.
  static String number(String name) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)),
              0,
              16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String hmacSha256(String text, String key) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Compares in a time that depends on the length only.
  static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8),
        given.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
  }
}
