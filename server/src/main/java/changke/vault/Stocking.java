package changke.vault;

import changke.shared.Ids;
import changke.shared.MerchantId;
import changke.shared.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Puts cards on the shelf. A file is read as a stream, encrypted here and staged in portions; when
/// all of it was read, all of it reaches the shelf in one transaction. Until then nothing of it can
/// be sold, and whoever was interrupted sends the same file with the same id again: what was staged
/// is passed over.
@Component
public class Stocking {

  /// Larger stocks come in several files.
  public static final int MOST_LINES = 1_000_000;

  private static final int PORTION = 10_000;
  private static final Duration KEPT_UNFINISHED = Duration.ofDays(2);

  private final Batches batches;
  private final StagedCards staged;
  private final StagedCopy copy;
  private final RefusedLines refused;
  private final Cards shelf;
  private final Keyring keyring;
  private final ApplicationEventPublisher facts;
  private final Ids ids;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Stocking(
      Batches batches,
      StagedCards staged,
      StagedCopy copy,
      RefusedLines refused,
      Cards shelf,
      Keyring keyring,
      ApplicationEventPublisher facts,
      Ids ids,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.batches = batches;
    this.staged = staged;
    this.copy = copy;
    this.refused = refused;
    this.shelf = shelf;
    this.keyring = keyring;
    this.facts = facts;
    this.ids = ids;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /// Reads cards until the end of the stream; whether the merchant owns the offer is the caller's
  /// to know. It works in transactions of its own and must not be called within one.
  public ImportResult take(CardImport wanted, InputStream cards) {
    return take(wanted, 0, () -> CardLines.read(cards, wanted.format(), wanted.charset()));
  }

  /// The same for cards that another program lists; the line of a card is its place in the list.
  public ImportResult take(CardImport wanted, Iterator<GivenCard> cards) {
    return take(wanted, 0, () -> CardLines.given(cards, 0));
  }

  /// Goes on with an interrupted import of plain lines, without what was sent before: the stream
  /// begins behind line `from`, where the import must stand.
  public ImportResult takeRest(CardImport wanted, int from, InputStream rest) {
    return take(wanted, from, () -> CardLines.rest(rest, wanted.charset(), from));
  }

  public ImportResult takeRest(CardImport wanted, int from, Iterator<GivenCard> rest) {
    return take(wanted, from, () -> CardLines.given(rest, from));
  }

  private ImportResult take(CardImport wanted, int from, Opening opening) {
    var batch = batches.begin(wanted, clock.instant());
    var report = batch.report();
    if (!batch.merchant().equals(wanted.merchant()) || !report.offer().equals(wanted.offer())) {
      return new ImportResult.OtherContent();
    }
    if (report.doneAt() != null) {
      return new ImportResult.Done(full(report));
    }
    if (from > 0 && from != report.linesRead()) {
      return new ImportResult.StandsElsewhere(report.linesRead());
    }
    try {
      var lines = opening.open();
      if (!lines.unknownColumns().isEmpty()) {
        drop(wanted.id());
        return new ImportResult.UnknownColumns(lines.unknownColumns());
      }
      return read(wanted, batch, from, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Opening {
    CardLines open() throws IOException;
  }

  /// How an import stands, for its own merchant.
  public Optional<ImportReport> report(MerchantId merchant, UUID id) {
    return batches
        .find(id)
        .filter(batch -> batch.merchant().equals(merchant))
        .map(batch -> full(batch.report()));
  }

  /// Notes what one card of an import cost, or that it is not known; false when this merchant has
  /// no such import.
  public boolean cost(MerchantId merchant, UUID id, @Nullable Long unitMinor) {
    return batches.cost(id, merchant, unitMinor);
  }

  /// The merchant's imports, the latest first, without counts of refused lines.
  public Slice<ImportReport> reports(MerchantId merchant, int page) {
    var slice = batches.of(merchant, page);
    return new Slice<>(
        slice.rows().stream().map(Batch::report).toList(), slice.page(), slice.more());
  }

  /// The lines that were not taken, in the order of the file.
  public Slice<RefusedLine> refused(MerchantId merchant, UUID id, int page, int size) {
    return report(merchant, id).isEmpty()
        ? new Slice<>(List.of(), page, false)
        : Slice.cut(refused.lines(id, size + 1, page * size), page, size);
  }

  /// The cards that an import brought, without their texts.
  public Slice<ShelfCard> cards(MerchantId merchant, UUID id, int page, int size) {
    return Slice.cut(shelf.ofBatch(merchant, id, size + 1, page * size), page, size);
  }

  /// Forgets imports that nobody finished.
  public void forgetUnfinished() {
    transaction.executeWithoutResult(_ -> {
      batches.dropAbandoned(clock.instant().minus(KEPT_UNFINISHED));
      staged.clearAbandoned();
    });
  }

  private ImportResult read(CardImport wanted, Batch batch, int from, CardLines lines)
      throws IOException {
    var portion = new Portion(keyring.sealer(wanted.merchant()));
    var before = batch.report().linesRead();
    if (before > 0) {
      portion.seen.putAll(staged.marks(wanted.id()));
    }
    if (from > 0) {
      portion.standAt(from, Objects.requireNonNull(batch.prefix()));
    } else if (before > 0) {
      if (!portion.skip(lines, before) || !portion.standsAt(batch.prefix())) {
        return new ImportResult.OtherContent();
      }
    }
    while (portion.fill(lines)) {
      if (portion.read > MOST_LINES) {
        drop(wanted.id());
        return new ImportResult.TooManyLines(MOST_LINES);
      }
      if (!stage(wanted.id(), portion)) {
        return new ImportResult.Busy();
      }
    }
    return finish(wanted, portion.read);
  }

  private boolean stage(UUID id, Portion portion) {
    return Boolean.TRUE.equals(
        transaction.execute(_ -> {
          if (!batches.advance(id, portion.saved, portion.read, portion.prefix())) {
            return false;
          }
          copy.write(id, portion.rows);
          refused.add(id, portion.refusals);
          portion.saved = portion.read;
          return true;
        }));
  }

  private ImportResult finish(CardImport wanted, int lines) {
    var id = wanted.id();
    var done =
        Boolean.TRUE.equals(
            transaction.execute(status -> {
              var taken = staged.shelve(id);
              if (!batches.done(id, lines, taken, clock.instant())) {
                status.setRollbackOnly();
                return false;
              }
              if (taken > 0) {
                facts.publishEvent(
                    new StockAdded(
                        ids.next(), wanted.merchant(), wanted.offer(), taken, clock.instant()));
              }
              return true;
            }));
    return done
        ? new ImportResult.Done(full(batches.find(id).orElseThrow().report()))
        : new ImportResult.Busy();
  }

  private void drop(UUID id) {
    transaction.executeWithoutResult(_ -> {
      staged.clear(id);
      batches.drop(id);
    });
  }

  private ImportReport full(ImportReport report) {
    return new ImportReport(
        report.id(),
        report.offer(),
        report.source(),
        report.begunAt(),
        report.linesRead(),
        report.taken(),
        refused.counts(report.id()),
        report.unitCostMinor(),
        report.doneAt());
  }

  /// The lines that are staged together, and what is remembered from one portion to the next.
  private final class Portion {

    private final Keyring.Sealer sealer;
    private final Map<ByteBuffer, Integer> seen = new HashMap<>();
    private final List<StagedRow> rows = new ArrayList<>();
    private final List<RefusedLine> refusals = new ArrayList<>();
    private byte[] chain = new byte[32];
    private int read;
    private int saved;

    private Portion(Keyring.Sealer sealer) {
      this.sealer = sealer;
    }

    private boolean skip(CardLines lines, int count) throws IOException {
      while (read < count) {
        var line = lines.next();
        if (line == null) {
          return false;
        }
        read++;
        chainOn(line, sealer.mark(line.text()));
      }
      saved = read;
      return true;
    }

    private void standAt(int line, byte[] prefix) {
      read = line;
      saved = line;
      chain = prefix;
    }

    private boolean standsAt(byte @Nullable [] prefix) {
      return MessageDigest.isEqual(chain, prefix);
    }

    private byte[] prefix() {
      return chain;
    }

    /// False at the end of the file.
    private boolean fill(CardLines lines) throws IOException {
      rows.clear();
      refusals.clear();
      for (int i = 0; i < PORTION; i++) {
        var line = lines.next();
        if (line == null) {
          return i > 0;
        }
        read++;
        judge(line);
      }
      return true;
    }

    private void judge(CardLine line) {
      var mark = sealer.mark(line.text());
      chainOn(line, mark);
      var refusal = line.refusal();
      if (refusal == null
          && line.expiresAt() != null
          && !line.expiresAt().isAfter(clock.instant())) {
        refusal = Refusal.EXPIRED;
      }
      if (refusal != null) {
        refusals.add(new RefusedLine(line.number(), refusal, null));
        return;
      }
      var first = seen.putIfAbsent(ByteBuffer.wrap(mark), line.number());
      if (first != null) {
        refusals.add(new RefusedLine(line.number(), Refusal.TWICE_IN_FILE, first));
        return;
      }
      rows.add(
          new StagedRow(
              line.number(),
              sealer.seal(new CardId(ids.next()), line.text()),
              mark,
              line.label(),
              line.expiresAt()));
    }

    /// A keyed hash over all lines so far; unlike a plain one it tells nothing about a short file.
    private void chainOn(CardLine line, byte[] mark) {
      sealer.marks().update(chain);
      sealer.marks().update(mark);
      chain = sealer.marks().doFinal(ByteBuffer.allocate(4).putInt(line.number()).array());
    }
  }
}
