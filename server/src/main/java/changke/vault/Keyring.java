package changke.vault;

import changke.platform.AesGcm;
import changke.platform.Fingerprints;
import changke.platform.MasterKey;
import changke.shared.Ids;
import changke.shared.MerchantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import org.springframework.stereotype.Component;

/// The merchants' keys, unwrapped as long as the process lives.
@Component
class Keyring {

  private final MasterKey master;
  private final MerchantKeys keys;
  private final Ids ids;
  private final Clock clock;
  private final Map<UUID, AesGcm> opened = new ConcurrentHashMap<>();

  Keyring(MasterKey master, MerchantKeys keys, Ids ids, Clock clock) {
    this.master = master;
    this.keys = keys;
    this.ids = ids;
    this.clock = clock;
  }

  /// Seals cards of one merchant under its present key, which is made when there is none.
  Sealer sealer(MerchantId merchant) {
    var key = currentOrNew(merchant, WrappedKey.Purpose.SEAL);
    var mark = currentOrNew(merchant, WrappedKey.Purpose.MARK);
    return new Sealer(merchant, key.id(), opened(key), Fingerprints.mac(unwrap(mark)));
  }

  RevealedCard open(SealedCard card) {
    var plain = cipher(card.key()).open(card.sealed(), context(card.merchant(), card.id()));
    return new RevealedCard(card.id(), new String(plain, StandardCharsets.UTF_8));
  }

  /// Wraps a file's own key under its merchant's present key: 60 bytes.
  SealedCard wrap(MerchantId merchant, UUID file, byte[] own) {
    var key = currentOrNew(merchant, WrappedKey.Purpose.SEAL);
    var id = new CardId(file);
    return new SealedCard(id, merchant, key.id(), opened(key).seal(own, context(merchant, id)));
  }

  byte[] unwrap(MerchantId merchant, UUID file, UUID key, byte[] wrapped) {
    return cipher(key).open(wrapped, context(merchant, new CardId(file)));
  }

  /// The same key under the present master key.
  WrappedKey rewrapped(WrappedKey key) {
    var context = WrappedKey.context(key.id(), key.merchant(), key.purpose());
    return new WrappedKey(
        key.id(), key.merchant(), key.purpose(), master.id(), master.wrap(unwrap(key), context));
  }

  String masterKey() {
    return master.id();
  }

  void retireOtherMasterKeys() {
    master.retireOthers();
  }

  private WrappedKey currentOrNew(MerchantId merchant, WrappedKey.Purpose purpose) {
    return keys.current(merchant, purpose)
        .orElseGet(() -> {
          keys.insert(fresh(merchant, purpose), clock.instant());
          return keys.current(merchant, purpose).orElseThrow();
        });
  }

  WrappedKey fresh(MerchantId merchant, WrappedKey.Purpose purpose) {
    var id = ids.next();
    var wrapped = master.wrap(AesGcm.newKey(), WrappedKey.context(id, merchant, purpose));
    return new WrappedKey(id, merchant, purpose, master.id(), wrapped);
  }

  private AesGcm cipher(UUID id) {
    var key = opened.get(id);
    return key == null ? opened(keys.find(id).orElseThrow()) : key;
  }

  private AesGcm opened(WrappedKey key) {
    return opened.computeIfAbsent(key.id(), _ -> new AesGcm(unwrap(key)));
  }

  private byte[] unwrap(WrappedKey key) {
    return master.unwrap(
        key.masterKey(),
        key.wrapped(),
        WrappedKey.context(key.id(), key.merchant(), key.purpose()));
  }

  /// A card's text opens only as this card of this merchant: 32 bytes, merchant then card.
  static byte[] context(MerchantId merchant, CardId card) {
    return ByteBuffer.allocate(32)
        .putLong(merchant.value().getMostSignificantBits())
        .putLong(merchant.value().getLeastSignificantBits())
        .putLong(card.value().getMostSignificantBits())
        .putLong(card.value().getLeastSignificantBits())
        .array();
  }

  /// For one thread.
  record Sealer(MerchantId merchant, UUID key, AesGcm cipher, Mac marks) {

    SealedCard seal(CardId id, String text) {
      var plain = text.getBytes(StandardCharsets.UTF_8);
      return new SealedCard(id, merchant, key, cipher.seal(plain, context(merchant, id)));
    }

    /// The same for the same text of the same merchant, and telling nothing else: 32 bytes.
    byte[] mark(String text) {
      return marks.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
