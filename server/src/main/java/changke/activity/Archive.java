package changke.activity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Old months of the journal: they leave as Parquet files and come back when something is to be
/// computed anew.
///
/// A month leaves the database only when every entry of it lies in files that read back equal, and
/// when every reader has come past it. A try that was broken off begins again.
@Component
public class Archive {

  private static final Logger log = LoggerFactory.getLogger(Archive.class);
  private static final int ROWS_A_FILE = 50_000;

  /// A month that was called back stays so long.
  private static final Duration STAY = Duration.ofDays(30);

  private final Months months;
  private final Events events;
  private final Lake lake;
  private final IntakePool pool;
  private final Clock clock;
  private final int keepMonths;

  Archive(
      Months months,
      Events events,
      Lake lake,
      IntakePool pool,
      Clock clock,
      @Value("${changke.activity.keep-months:13}") int keepMonths) {
    this.months = months;
    this.events = events;
    this.lake = lake;
    this.pool = pool;
    this.clock = clock;
    this.keepMonths = Math.max(2, keepMonths);
  }

  /// Runs as a job: whatever is older than the months that stay.
  void leaveOld() {
    var oldest = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC)).minusMonths(keepMonths);
    for (var month : months.present(pool.jdbc())) {
      if (month.isBefore(oldest) && !isBackForNow(month)) {
        leave(month);
      }
    }
  }

  private boolean isBackForNow(YearMonth month) {
    return months
        .recalledAt(pool.jdbc(), month)
        .map(at -> at.isAfter(clock.instant().minus(STAY)))
        .orElse(false);
  }

  /// False when the month has to stay: somebody has not read it yet.
  boolean leave(YearMonth month) {
    if (months.isUnread(pool.jdbc(), month)) {
      return false;
    }
    lake.clear(month);
    long kept = 0;
    for (int day = 1; day <= month.lengthOfMonth(); day++) {
      kept += keepDay(month, day);
    }
    var entries = kept;
    var there = months.count(pool.jdbc(), month);
    if (there != entries) {
      log.warn("{} stays: {} entries are there, {} were written", month, there, entries);
      return false;
    }
    pool.transactions()
        .executeWithoutResult(status -> months.drop(pool.jdbc(), month, entries, clock.instant()));
    log.info("{} left the database with {} entries", month, entries);
    return true;
  }

  private long keepDay(YearMonth month, int day) {
    long kept = 0;
    long after = Long.MIN_VALUE;
    for (int part = 0; ; part++) {
      var rows = months.rows(pool.jdbc(), month.atDay(day), after, ROWS_A_FILE);
      if (rows.isEmpty()) {
        return kept;
      }
      lake.keep(month.atDay(day), part, rows);
      kept += rows.size();
      after = rows.getLast().position();
    }
  }

  /// Brings a month back under its old positions; false when it is there or never left. It leaves
  /// again after a month.
  public boolean recall(YearMonth month) {
    var files = lake.files(month);
    if (files.isEmpty() || months.present(pool.jdbc()).contains(month)) {
      return false;
    }
    pool.transactions()
        .executeWithoutResult(status -> {
          events.makePartition(pool.jdbc(), month);
          files.forEach(file -> load(lake.read(file)));
          months.recalled(pool.jdbc(), month, clock.instant());
        });
    return true;
  }

  /// Brings back every month that left, so that something can be built anew from all of them.
  public void recallAll() {
    months.left(pool.jdbc()).forEach(this::recall);
  }

  private void load(List<Parquet.Row> rows) {
    var copy = new EventRows(rows.size() * 512);
    for (var row : rows) {
      var entry =
          new Entry(
              UUID.fromString(row.fact()),
              false,
              row.kind(),
              id(row.person()),
              id(row.visitor()),
              instant(row.happenedAt()),
              row.body());
      copy.add(row.position(), instant(row.recordedAt()), entry, id(row.source()));
    }
    events.copyIn(pool.copying(), copy);
  }

  private static @Nullable UUID id(@Nullable String text) {
    return text == null ? null : UUID.fromString(text);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
