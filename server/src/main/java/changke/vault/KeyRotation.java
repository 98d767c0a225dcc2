package changke.vault;

import changke.shared.MerchantId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Changes keys while the shop is open: merchants' keys move under the present master key, keys
/// that are old get a successor, cards move under it portion by portion, and a key under which
/// nothing lies any more is destroyed. Interrupted anywhere, the next run goes on.
@Component
class KeyRotation {

  private static final Duration KEY_AGE = Duration.ofDays(90);

  /// Longer than any import lives that may still seal under a retired key.
  private static final Duration DESTROYED_AFTER = Duration.ofDays(7);

  private static final int PORTION = 500;

  private final Keyring keyring;
  private final MerchantKeys keys;
  private final Cards cards;
  private final FileRows files;
  private final Clock clock;
  private final TransactionTemplate transaction;

  KeyRotation(
      Keyring keyring,
      MerchantKeys keys,
      Cards cards,
      FileRows files,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.keyring = keyring;
    this.keys = keys;
    this.cards = cards;
    this.files = files;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  void rotate() {
    rewrap();
    keys.due(clock.instant().minus(KEY_AGE)).forEach(this::renew);
    for (var key : keys.retired()) {
      empty(key);
      rewrapFiles(key);
      keys.destroy(key.id(), clock.instant().minus(DESTROYED_AFTER));
    }
  }

  /// Gives a merchant a new key; cards are moved to it by the next [#rotate].
  void renew(MerchantId merchant) {
    transaction.executeWithoutResult(_ -> {
      keys.retire(merchant, clock.instant());
      keys.insert(keyring.fresh(merchant, WrappedKey.Purpose.SEAL), clock.instant());
    });
  }

  private void rewrap() {
    for (var under = others(); !under.isEmpty(); under = others()) {
      under.forEach(key -> keys.rewrap(keyring.rewrapped(key), key.masterKey()));
    }
    keyring.retireOtherMasterKeys();
  }

  private List<WrappedKey> others() {
    return keys.underAnotherThan(keyring.masterKey());
  }

  private void empty(WrappedKey key) {
    var after = new byte[0];
    while (true) {
      var from = after;
      var last = transaction.execute(_ -> move(key, from));
      if (last == null || last.length == 0) {
        return;
      }
      after = last;
    }
  }

  /// A file stays as it is: only the key that opens it is wrapped anew.
  private void rewrapFiles(WrappedKey old) {
    for (var moved = PORTION; moved == PORTION; ) {
      moved = Objects.requireNonNull(transaction.execute(_ -> rewrapPortion(old)));
    }
  }

  private int rewrapPortion(WrappedKey old) {
    var portion = files.underKey(old.id(), PORTION);
    for (var file : portion) {
      var own = keyring.unwrap(file.merchant(), file.id(), old.id(), file.wrapped());
      var anew = keyring.wrap(file.merchant(), file.id(), own);
      files.rewrap(file.id(), anew.key(), anew.sealed());
    }
    return portion.size();
  }

  /// Moves a portion and tells the last mark; nothing when none was left.
  private byte[] move(WrappedKey key, byte[] after) {
    var portion = cards.underKey(key, after, PORTION);
    if (portion.isEmpty()) {
      return new byte[0];
    }
    var sealer = keyring.sealer(key.merchant());
    var moved =
        portion.stream()
            .map(Cards.Marked::card)
            .map(card -> sealer.seal(card.id(), keyring.open(card).text()))
            .toList();
    cards.reseal(sealer.key(), moved);
    return portion.getLast().mark();
  }
}
