package changke.messaging;

import changke.platform.AesGcm;
import changke.platform.Keys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The one key pair by which push services know this house (RFC 8292), the same on all processes.
/// Its private half lies sealed in the database: a new pair would silence every browser.
@Component
class VapidKeys {

  private static final byte[] CONTEXT = "messaging.vapid".getBytes(StandardCharsets.US_ASCII);

  private final PushRows rows;
  private final AesGcm seal;
  private volatile @Nullable KeyPair known;

  VapidKeys(PushRows rows, Keys keys) {
    this.rows = rows;
    this.seal = new AesGcm(keys.derive("messaging vapid"));
  }

  KeyPair pair() {
    var pair = known;
    if (pair == null) {
      pair = read(rows.keys().orElseGet(this::make));
      known = pair;
    }
    return pair;
  }

  private PushRows.Keys make() {
    var fresh = WebPush.newKeys();
    rows.keepKeys(
        new PushRows.Keys(
            WebPush.text(WebPush.point((ECPublicKey) fresh.getPublic())),
            WebPush.text(seal.seal(fresh.getPrivate().getEncoded(), CONTEXT))));
    // Another process may have been first; its pair counts.
    return rows.keys().orElseThrow();
  }

  private KeyPair read(PushRows.Keys keys) {
    try {
      var secret = new PKCS8EncodedKeySpec(seal.open(WebPush.bytes(keys.sealed()), CONTEXT));
      return new KeyPair(
          WebPush.publicKey(WebPush.bytes(keys.publicKey())),
          KeyFactory.getInstance("EC").generatePrivate(secret));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
