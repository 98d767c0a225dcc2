package changke.insights;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Works on imports, one at a time. Reading, writing and the switch to the new import are one
/// transaction that holds the import's row: whoever dies on the way leaves nothing behind, and the
/// next turn of any process begins again.
@Component
class Importer {

  private static final Logger log = LoggerFactory.getLogger(Importer.class);
  private static final int MOST_ATTEMPTS = 3;

  private final Imports imports;
  private final Histories histories;
  private final Uploads uploads;
  private final ImportedRows rows;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate work;
  private final TransactionTemplate beside;
  private final Clock clock;

  Importer(
      Imports imports,
      Histories histories,
      Uploads uploads,
      ImportedRows rows,
      JdbcTemplate jdbc,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.imports = imports;
    this.histories = histories;
    this.uploads = uploads;
    this.rows = rows;
    this.jdbc = jdbc;
    this.clock = clock;
    work = new TransactionTemplate(transactions);
    beside = new TransactionTemplate(transactions);
    beside.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /// Imports everything that waits.
  void run() {
    while (Boolean.TRUE.equals(work.execute(status -> next()))) {
      log.debug("one import has ended");
    }
  }

  private boolean next() {
    var next = imports.takeNext();
    if (next.isEmpty()) {
      return false;
    }
    var id = next.get();
    jdbc.execute("SET LOCAL statement_timeout = 0");
    jdbc.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
    var attempt = beside.execute(status -> imports.begin(id, clock.instant()));
    if (attempt != null && attempt > MOST_ATTEMPTS) {
      imports.fail(id, "broken", "", clock.instant());
      uploads.remove(List.of(id));
      return true;
    }
    try {
      bring(id);
    } catch (UnreadableFile e) {
      imports.fail(id, e.reason().key(), e.detail(), clock.instant());
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the upload " + id, e);
    }
    uploads.remove(List.of(id));
    return true;
  }

  private void bring(UUID id) throws IOException {
    var format = imports.format(id);
    var read =
        HistoryReader.read(
            uploads.file(id),
            format,
            HistoryLimits.UPLOAD,
            clock.instant(),
            bytes -> beside.executeWithoutResult(s -> imports.tell(id, bytes, clock.instant())));
    var history = imports.card(id).orElseThrow().history();
    rows.write(id, read);
    imports.done(id, read, clock.instant());
    histories.show(history, id);
    rows.remove(imports.removeOthers(history, id));
    log.info("imported {} lines, left out {}", read.lines().size, read.refusals().total());
  }
}
