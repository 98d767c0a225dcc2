package changke.messaging;

import changke.platform.Keys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/// Keyed hashes of addresses: to find one again without keeping it.
@Component
class AddressKeys {

  private final byte[] key;

  AddressKeys(Keys keys) {
    key = keys.derive("messaging suppressed addresses");
  }

  byte[] of(String address) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(address.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
