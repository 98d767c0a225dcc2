package changke.api.merchant;

import changke.vault.ImportReport;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of an import. Without `doneAt` it runs or waits for the rest from behind line
/// `linesRead`, and nothing of it is on the shelf. `refused` counts lines by reason.
record ImportShown(
    UUID id,
    UUID offer,
    String source,
    Instant begunAt,
    int linesRead,
    int taken,
    Map<String, Integer> refused,
    @Nullable Instant doneAt) {

  static ImportShown of(ImportReport report) {
    var refused = new TreeMap<String, Integer>();
    report.refused().forEach((reason, count) -> refused.put(OfferShown.word(reason), count));
    return new ImportShown(
        report.id(),
        report.offer().value(),
        report.source(),
        report.begunAt(),
        report.linesRead(),
        report.taken(),
        refused,
        report.doneAt());
  }
}
