package changke.insights;

import changke.shared.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Histories of other shops, and reports on them.
@Component
public class Insights {

  private static final long LARGEST_UPLOAD = 64L << 20;
  private static final Duration DRAFTS_KEPT = Duration.ofDays(1);

  private final Histories histories;
  private final Imports imports;
  private final Uploads uploads;
  private final ImportedRows rows;
  private final Projections projections;
  private final Importer importer;
  private final Ids ids;
  private final Clock clock;

  Insights(
      Histories histories,
      Imports imports,
      Uploads uploads,
      ImportedRows rows,
      Projections projections,
      Importer importer,
      Ids ids,
      Clock clock) {
    this.histories = histories;
    this.imports = imports;
    this.uploads = uploads;
    this.rows = rows;
    this.projections = projections;
    this.importer = importer;
    this.ids = ids;
    this.clock = clock;
  }

  public List<HistoryCard> histories() {
    return histories.list().stream().map(this::card).toList();
  }

  public Optional<HistoryCard> history(UUID id) {
    return histories.find(id).map(this::card);
  }

  /// The reports on a history; empty when it is unknown or its first import has not ended.
  public Optional<Reports> reports(UUID history) {
    return projections.of(history).map(Reports::new);
  }

  /// Takes a file in as a draft; it is imported when it has been [confirmed][#confirm].
  ///
  /// @param history the one whose import is to be replaced, or null for a new one
  /// @param format with the zone and currency of the shop
  /// @throws UnreadableFile when the file is larger than 64 MiB
  @Transactional(rollbackFor = Exception.class)
  public UUID upload(
      @Nullable UUID history,
      String name,
      @Nullable String attribution,
      String fileName,
      InputStream file,
      HistoryFormat format)
      throws IOException {
    var id = ids.next();
    var owner = history == null ? ids.next() : history;
    if (history == null) {
      histories.add(owner, name, attribution, clock.instant());
    }
    var size = uploads.store(id, file, LARGEST_UPLOAD);
    imports.add(id, owner, fileName, size, format, clock.instant());
    return id;
  }

  /// What the draft's file looks like when it is read so.
  ///
  /// @throws UnreadableFile when it is no list of orders
  @Transactional(readOnly = true)
  public HistoryPreview preview(UUID draft, HistoryFormat format) throws IOException {
    return HistoryGuess.of(uploads.file(draft), format, HistoryLimits.UPLOAD);
  }

  /// How the draft is to be read, as far as it is known.
  public HistoryFormat format(UUID draft) {
    return imports.format(draft);
  }

  /// Says yes to a draft; it is imported in the background.
  public boolean confirm(UUID draft, HistoryFormat format) {
    return imports.confirm(draft, format);
  }

  public Optional<ImportCard> importCard(UUID id) {
    return imports.card(id);
  }

  public List<Refusals.Refused> refused(UUID id) {
    return rows.refused(id);
  }

  public Map<Refusals.Reason, Integer> refusedCounts(UUID id) {
    return rows.refusedCounts(id);
  }

  /// Takes a history away with everything in it.
  @Transactional
  public boolean remove(UUID history) {
    var all = imports.lockOf(history);
    rows.remove(all);
    uploads.remove(all);
    return histories.remove(history);
  }

  boolean isNamed(String name) {
    return histories.isNamed(name);
  }

  /// Imports what waits; runs as a job.
  void importWaiting() {
    importer.run();
  }

  /// Forgets uploads that nobody said yes to; runs as a job.
  @Transactional
  void trimDrafts() {
    uploads.remove(imports.removeDrafts(clock.instant().minus(DRAFTS_KEPT)));
    histories.removeEmpty();
  }

  private HistoryCard card(Histories.Row row) {
    var current = Optional.ofNullable(row.currentImport()).flatMap(imports::card);
    return new HistoryCard(
        row.id(),
        row.name(),
        Optional.ofNullable(row.attribution()),
        current,
        imports.latest(row.id()),
        row.createdAt());
  }
}
