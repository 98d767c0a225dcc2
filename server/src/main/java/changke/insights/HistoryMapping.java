package changke.insights;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which column of a file means what; a column is named by its header or by its position from 1.
public record HistoryMapping(Map<HistoryColumn, String> columns) {

  public HistoryMapping {
    columns = Map.copyOf(columns);
  }

  /// Reads `person=CustomerID,time=InvoiceDate,…`.
  ///
  /// @throws UnreadableFile with [UnreadableFile.Reason#MAPPING] for a word that is none
  public static HistoryMapping parse(String text) throws UnreadableFile {
    var columns = new EnumMap<HistoryColumn, String>(HistoryColumn.class);
    for (var pair : text.split(",")) {
      var parts = pair.split("=", 2);
      var column = HistoryColumn.ofWord(parts[0]);
      if (parts.length != 2 || parts[1].isBlank() || column.isEmpty()) {
        throw new UnreadableFile(UnreadableFile.Reason.MAPPING, pair.strip());
      }
      columns.put(column.get(), parts[1].strip());
    }
    return new HistoryMapping(columns);
  }

  /// Reads what [#toString] wrote.
  static HistoryMapping stored(String text) {
    try {
      return parse(text);
    } catch (UnreadableFile e) {
      throw new IllegalStateException("a stored mapping: " + text, e);
    }
  }

  public @Nullable String of(HistoryColumn column) {
    return columns.get(column);
  }

  /// What a report needs and this mapping lacks: time and money; a person can be left out only in
  /// jest, so it is needed too.
  public List<HistoryColumn> missing() {
    var missing = new ArrayList<HistoryColumn>();
    if (!columns.containsKey(HistoryColumn.PERSON)) {
      missing.add(HistoryColumn.PERSON);
    }
    if (!columns.containsKey(HistoryColumn.TIME)) {
      missing.add(HistoryColumn.TIME);
    }
    if (!columns.containsKey(HistoryColumn.AMOUNT) && !columns.containsKey(HistoryColumn.PRICE)) {
      missing.add(HistoryColumn.AMOUNT);
    }
    return missing;
  }

  /// Where each column is, from 0.
  Map<HistoryColumn, Integer> positions(List<String> header, boolean hasHeader)
      throws UnreadableFile {
    var positions = new EnumMap<HistoryColumn, Integer>(HistoryColumn.class);
    for (var entry : columns.entrySet()) {
      positions.put(entry.getKey(), position(entry.getValue(), header, hasHeader));
    }
    return positions;
  }

  private static int position(String name, List<String> header, boolean hasHeader)
      throws UnreadableFile {
    if (hasHeader) {
      for (int i = 0; i < header.size(); i++) {
        if (header.get(i).strip().equals(name)) {
          return i;
        }
      }
      for (int i = 0; i < header.size(); i++) {
        if (HistoryColumn.plain(header.get(i)).equals(HistoryColumn.plain(name))) {
          return i;
        }
      }
    }
    if (isPosition(name) && Integer.parseInt(name) <= header.size()) {
      return Integer.parseInt(name) - 1;
    }
    throw new UnreadableFile(
        UnreadableFile.Reason.COLUMN_MISSING, name + " (" + String.join(", ", header) + ")");
  }

  private static boolean isPosition(String name) {
    return name.matches("[1-9]\\d{0,2}");
  }

  /// The form that [#parse] reads.
  @Override
  public String toString() {
    return columns.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> e.getKey().word() + "=" + e.getValue())
        .collect(Collectors.joining(","));
  }
}
