package changke.cashier;

import changke.platform.Keys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/// How the sandbox and the shop sign to each other: HMAC-SHA256 in lower-case hex over the
/// non-empty fields without `sign`, sorted by key, as `k=v` joined with `&`.
@Component
class Seal {

  /// The shop's number here.
  static final String PID = "changke";

  private final byte[] key;

  Seal(Keys keys) {
    key = HexFormat.of().formatHex(keys.derive("sandbox cashier")).getBytes(StandardCharsets.UTF_8);
  }

  String sign(Map<String, String> fields) {
    var text =
        new TreeMap<>(fields)
            .entrySet().stream()
                .filter(e -> !e.getKey().equals("sign") && !e.getValue().isEmpty())
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("&"));
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean genuine(Map<String, String> fields) {
    return PID.equals(fields.get("pid"))
        && MessageDigest.isEqual(
            sign(fields).getBytes(StandardCharsets.UTF_8),
            fields.getOrDefault("sign", "").getBytes(StandardCharsets.UTF_8));
  }
}
