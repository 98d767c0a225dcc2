package changke.insights;

import java.util.Optional;
import java.util.UUID;

/// One import and how far it has come.
///
/// @param reason why it failed: the key of an [UnreadableFile.Reason], or `broken`
public record ImportCard(
    UUID id,
    UUID history,
    State state,
    String fileName,
    long fileBytes,
    long bytesRead,
    String zone,
    String currency,
    int shiftDays,
    Optional<String> reason,
    Optional<String> detail,
    int lines,
    int refused,
    int people,
    int orders) {

  /// Where an import stands.
  public enum State {
    /// Uploaded; its mapping waits for a yes.
    DRAFT,
    /// Next in line, or being read.
    WAITING,
    DONE,
    FAILED
  }

  /// Share of the file that has been read.
  public double share() {
    return state == State.DONE
        ? 1
        : fileBytes == 0 ? 0 : Math.min(1, (double) bytesRead / fileBytes);
  }
}
