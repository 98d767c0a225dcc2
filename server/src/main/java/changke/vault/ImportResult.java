package changke.vault;

import java.util.List;

/// What became of the call, as opposed to the lines.
public sealed interface ImportResult {

  record Done(ImportReport report) implements ImportResult {}

  /// This id belongs to an import of other content.
  record OtherContent() implements ImportResult {}

  /// The same import is being sent elsewhere at this moment.
  record Busy() implements ImportResult {}

  /// The header names columns that mean nothing here, or no column for the card.
  record UnknownColumns(List<String> columns) implements ImportResult {}

  /// The rest that was sent does not begin where the import stands.
  record StandsElsewhere(int linesRead) implements ImportResult {}

  /// More lines than one import may have; nothing was taken.
  record TooManyLines(int most) implements ImportResult {}
}
