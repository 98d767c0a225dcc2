package changke.insights;

import java.util.List;

/// What a file looks like before it is imported: the guess, to be confirmed or changed.
///
/// @param header names of the columns, or positions where the file names none
/// @param rows the first data rows
/// @param mapping the suggestion; may lack what no header suggests
/// @param dates [DateOrder#UNKNOWN] when it must be asked
public record HistoryPreview(
    List<String> header,
    boolean hasHeader,
    char delimiter,
    List<List<String>> rows,
    HistoryMapping mapping,
    DateOrder dates) {

  public HistoryPreview {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
  }
}
