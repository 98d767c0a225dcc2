package changke.vault;

import changke.platform.AesGcm;
import changke.shared.Ids;
import changke.shared.MerchantId;
import changke.shared.OfferId;
import changke.shared.PersonId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Files that buyers download. One is written and read as a stream, part by part, each part sealed
/// under the file's own key for its place in the file; whoever bought it fetches the present
/// version, whole or from any byte on. Holding and selling one is [Vault]'s, as for a card that
/// many receive.
@Component
public class FileVault {

  private static final int PART = 256 * 1024;
  private static final int LONGEST_NAME = 200;
  private static final Duration KEPT_UNUSED = Duration.ofDays(1);

  private final FileRows rows;
  private final Holds holds;
  private final Keyring keyring;
  private final VaultSettings settings;
  private final Ids ids;
  private final Clock clock;
  private final TransactionTemplate transaction;

  FileVault(
      FileRows rows,
      Holds holds,
      Keyring keyring,
      VaultSettings settings,
      Ids ids,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.rows = rows;
    this.holds = holds;
    this.keyring = keyring;
    this.settings = settings;
    this.ids = ids;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /// How large a file may be.
  public long mostBytes() {
    return settings.largestFile().toBytes();
  }

  /// Keeps a file as the next version of an offer, whose owner the caller knows. Until the stream
  /// has ended the version before is served; whatever breaks off is forgotten. Not to be called
  /// within a transaction.
  public FileKept keep(
      MerchantId merchant, OfferId offer, PersonId by, String name, InputStream content)
      throws IOException {
    var id = ids.next();
    var own = AesGcm.newKey();
    var sealed = keyring.wrap(merchant, id, own);
    rows.begin(
        id, merchant, offer, plain(name), sealed.key(), sealed.sealed(), by, clock.instant());
    var cipher = new AesGcm(own);
    var bytes = 0L;
    for (int number = 0; ; number++) {
      var part = content.readNBytes(PART);
      if (part.length == 0) {
        break;
      }
      bytes += part.length;
      if (bytes > mostBytes()) {
        return new FileKept.TooLarge(mostBytes());
      }
      rows.addPart(id, number, cipher.seal(part, place(id, number)));
    }
    if (bytes == 0) {
      return new FileKept.Empty();
    }
    var size = bytes;
    transaction.executeWithoutResult(_ -> rows.keep(id, offer, size, clock.instant()));
    return new FileKept.Kept(current(offer).orElseThrow());
  }

  /// What buyers of an offer get now.
  public Optional<StoredFile> current(OfferId offer) {
    return rows.current(offer).map(FileRows.Locked::file);
  }

  /// What a sale opens, in its present version; nothing when it was taken back.
  public Optional<StoredFile> ofSale(UUID hold) {
    return rows.ofHold(hold).map(FileRows.Locked::file);
  }

  /// Writes down that someone fetches the file of a sale from a byte on. From here on it was seen:
  /// there is no refund without questions.
  @Transactional
  public void note(UUID hold, StoredFile file, Reader reader, long from) {
    rows.addDownload(ids.next(), hold, file, reader, from, clock.instant());
    holds.revealed(hold, clock.instant());
  }

  /// Who fetched the file of a sale, the first look first.
  public List<Download> downloads(UUID hold) {
    return rows.downloads(hold);
  }

  /// Writes `length` bytes of a sale's file from byte `from` on. No connection is held while the
  /// receiver is slow.
  public void write(UUID hold, StoredFile file, long from, long length, OutputStream to)
      throws IOException {
    var locked =
        rows.ofHold(hold)
            .filter(found -> found.file().id().equals(file.id()))
            .orElseThrow(() -> new IOException("the file was replaced meanwhile"));
    var own = keyring.unwrap(locked.file().merchant(), file.id(), locked.key(), locked.wrapped());
    var cipher = new AesGcm(own);
    var end = from + length;
    for (long at = from; at < end; ) {
      var number = Math.toIntExact(at / PART);
      var sealed =
          rows.part(file.id(), number)
              .orElseThrow(() -> new IOException("a part is missing: the file was replaced"));
      var part = cipher.open(sealed, place(file.id(), number));
      var skip = Math.toIntExact(at % PART);
      var count = (int) Math.min(part.length - skip, end - at);
      if (count <= 0) {
        throw new IOException("a part is shorter than it was");
      }
      to.write(part, skip, count);
      at += count;
    }
  }

  /// Forgets what nobody finished sending, and versions that were replaced a day ago.
  void forgetUnused() {
    rows.forget(clock.instant().minus(KEPT_UNUSED));
  }

  /// The last part of a path, without signs that a header or a file system would trip over.
  private static String plain(String name) {
    var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    var kept = last.replaceAll("[\\p{Cntrl}\"<>|?*:\\u202A-\\u202E\\u2066-\\u2069]", "").strip();
    return kept.isEmpty() ? "file" : kept.substring(Math.max(0, kept.length() - LONGEST_NAME));
  }

  /// A part opens only at its place in its file.
  private static byte[] place(UUID file, int number) {
    Objects.checkIndex(number, Integer.MAX_VALUE);
    return ByteBuffer.allocate(20)
        .putLong(file.getMostSignificantBits())
        .putLong(file.getLeastSignificantBits())
        .putInt(number)
        .array();
  }
}
