package changke.insights;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Finds out how a file is written: its delimiter, whether it names its columns, which column means
/// what, and whether day or month comes first.
final class HistoryGuess {

  private static final char[] DELIMITERS = {',', ';', '\t', '|'};
  private static final int SHOWN = 8;
  private static final int ASKED_FOR_DATES = 1_000_000;

  private HistoryGuess() {}

  static HistoryPreview of(HistoryFile file, HistoryFormat format, HistoryLimits limits)
      throws IOException {
    var delimiter = format.delimiter() != null ? format.delimiter() : delimiter(file, format);
    try (var in = file.open()) {
      var rows =
          new DelimitedRows(HistoryText.open(in, format.charset(), limits, n -> {}), delimiter);
      var first = rows.next();
      if (first == null) {
        throw new UnreadableFile(UnreadableFile.Reason.EMPTY, "");
      }
      var hasHeader = format.header() != null ? format.header() : isHeader(first);
      var header = header(first, hasHeader);
      var shown = new ArrayList<List<String>>();
      if (!hasHeader) {
        shown.add(List.of(first));
      }
      for (var row = rows.next(); row != null && shown.size() < SHOWN; row = rows.next()) {
        shown.add(List.of(row));
      }
      var mapping = format.mapping() != null ? format.mapping() : mapping(header, hasHeader);
      var dates =
          format.dates() != DateOrder.UNKNOWN || format.timePattern() != null
              ? format.dates()
              : dates(rows, shown, timeColumn(mapping, header, hasHeader));
      return new HistoryPreview(header, hasHeader, delimiter, shown, mapping, dates);
    }
  }

  private static List<String> header(String[] first, boolean hasHeader) {
    return hasHeader
        ? List.of(first)
        : IntStream.rangeClosed(1, first.length).mapToObj(String::valueOf).toList();
  }

  /// The one among the usual delimiters that is most frequent on the first line outside quotes;
  /// blanks when none is there.
  private static char delimiter(HistoryFile file, HistoryFormat format) throws IOException {
    try (var in = file.open();
        var text =
            new BufferedReader(
                HistoryText.open(in, format.charset(), HistoryLimits.UPLOAD, n -> {}))) {
      var line = new StringBuilder();
      for (int c = text.read(); c >= 0 && line.length() < HistoryLimits.FIELD_CHARS; ) {
        if ((c == '\n' || c == '\r') && !line.toString().isBlank()) {
          break;
        }
        line.append((char) c);
        c = text.read();
      }
      return mostFrequent(line.toString().replaceAll("\"[^\"]*\"", ""));
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new UnreadableFile(UnreadableFile.Reason.ENCODING, "1");
    }
  }

  private static char mostFrequent(String line) {
    char best = DelimitedRows.BLANKS;
    long most = 0;
    for (char candidate : DELIMITERS) {
      var count = line.chars().filter(c -> c == candidate).count();
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }

  /// A line of names has no cell that is a number or a date.
  private static boolean isHeader(String[] cells) {
    for (var cell : cells) {
      if (cell.strip().matches("[-+(]?[\\d][\\d.,:/ TZ-]*\\)?")) {
        return false;
      }
    }
    return true;
  }

  private static HistoryMapping mapping(List<String> header, boolean hasHeader) {
    var columns = new EnumMap<HistoryColumn, String>(HistoryColumn.class);
    if (hasHeader) {
      for (var column : HistoryColumn.values()) {
        header.stream()
            .filter(name -> column.isCalled(name) && !columns.containsValue(name))
            .findFirst()
            .ifPresent(name -> columns.put(column, name));
      }
    }
    if (columns.containsKey(HistoryColumn.PRICE) && columns.containsKey(HistoryColumn.QUANTITY)) {
      columns.remove(HistoryColumn.AMOUNT);
    }
    return new HistoryMapping(columns);
  }

  private static int timeColumn(HistoryMapping mapping, List<String> header, boolean hasHeader)
      throws UnreadableFile {
    var position = mapping.positions(header, hasHeader).get(HistoryColumn.TIME);
    return position == null ? -1 : position;
  }

  /// Reads on until one date can be read in one way only.
  private static DateOrder dates(DelimitedRows rows, List<List<String>> shown, int column)
      throws IOException {
    if (column < 0) {
      return DateOrder.UNKNOWN;
    }
    var possible = EnumSet.of(DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST);
    for (var row : shown) {
      narrow(possible, row.size() > column ? row.get(column) : null);
    }
    boolean yearLast = shown.stream().anyMatch(row -> isYearLast(row, column));
    for (int i = 0; yearLast && possible.size() == 2 && i < ASKED_FOR_DATES; i++) {
      var row = rows.next();
      if (row == null) {
        break;
      }
      narrow(possible, row.length > column ? row[column] : null);
    }
    return possible.size() == 1 ? possible.iterator().next() : DateOrder.UNKNOWN;
  }

  private static boolean isYearLast(List<String> row, int column) {
    return row.size() > column && row.get(column).strip().matches("\\d{1,2}\\D\\d{1,2}\\D\\d{4}.*");
  }

  private static void narrow(EnumSet<DateOrder> possible, @Nullable String date) {
    if (date != null) {
      possible.removeIf(order -> !HistoryTimes.canBe(date.strip(), order));
    }
  }
}
