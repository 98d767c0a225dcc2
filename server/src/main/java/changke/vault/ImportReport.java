package changke.vault;

import changke.shared.OfferId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of an import. While it runs or waits to be resumed, `doneAt` is null and nothing of
/// it is on the shelf. `unitCostMinor` is what one card cost the merchant, if that was told.
public record ImportReport(
    UUID id,
    OfferId offer,
    String source,
    Instant begunAt,
    int linesRead,
    int taken,
    Map<Refusal, Integer> refused,
    @Nullable Long unitCostMinor,
    @Nullable Instant doneAt) {

  public int refusedLines() {
    return refused.values().stream().mapToInt(Integer::intValue).sum();
  }
}
