package changke.insights;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads a whole file into columns. Either all of it is understood, with single lines refused and
/// reported, or an [UnreadableFile] is thrown and nothing is kept.
final class HistoryReader {

  private static final Set<String> NOBODY = Set.of("", "null", "nan", "none", "n/a", "na", "-");
  private static final Pattern CANCELLATION = Pattern.compile("[Cc]\\d+");
  private static final Pattern WHOLE_AS_DECIMAL = Pattern.compile("\\d+\\.0");
  private static final long OLDEST_SECONDS = 60L * 366 * 86_400;
  private static final long DAY_SECONDS = 86_400;

  private final Map<HistoryColumn, Integer> positions;
  private final HistoryTimes times;
  private final Decimals decimals;
  private final long oldest;
  private final long newest;
  private final Lines lines = new Lines();
  private final Refusals refusals = new Refusals();
  private int columnsNeeded;
  private int prefixed;
  private boolean[] isPrefixed = new boolean[1024];

  private HistoryReader(
      Map<HistoryColumn, Integer> positions, HistoryTimes times, Decimals decimals, Instant now) {
    this.positions = positions;
    this.times = times;
    this.decimals = decimals;
    oldest = now.getEpochSecond() - OLDEST_SECONDS;
    newest = now.getEpochSecond() + DAY_SECONDS;
    positions.forEach((column, at) -> {
      if (column != HistoryColumn.COUNTRY && column != HistoryColumn.CATEGORY) {
        columnsNeeded = Math.max(columnsNeeded, at + 1);
      }
    });
  }

  /// Reads the file.
  ///
  /// @param now lines from later than tomorrow, or from more than 60 years ago, are refused
  /// @param progress is told how many bytes of the file have been read
  static ReadHistory read(
      HistoryFile file,
      HistoryFormat format,
      HistoryLimits limits,
      Instant now,
      LongConsumer progress)
      throws IOException {
    var preview = HistoryGuess.of(file, format, limits);
    var missing = preview.mapping().missing();
    if (!missing.isEmpty()) {
      var words = missing.stream().map(HistoryColumn::word).collect(Collectors.joining(", "));
      throw new UnreadableFile(
          preview.hasHeader() || format.mapping() != null
              ? UnreadableFile.Reason.MAPPING_INCOMPLETE
              : UnreadableFile.Reason.HEADER_MISSING,
          preview.hasHeader() || format.mapping() != null
              ? words
              : String.join(", ", preview.rows().getFirst()));
    }
    var reader =
        new HistoryReader(
            preview.mapping().positions(preview.header(), preview.hasHeader()),
            new HistoryTimes(
                format.zone(), preview.dates(), format.timePattern(), format.shiftDays()),
            new Decimals(format.commaDecimals(), Decimals.digits(format.currency())),
            now);
    reader.demandDates(preview, format);
    try (var in = file.open()) {
      var text = HistoryText.open(in, format.charset(), limits, progress);
      reader.readAll(new DelimitedRows(text, preview.delimiter()), preview.hasHeader(), limits);
    }
    return reader.finished(format);
  }

  private void demandDates(HistoryPreview preview, HistoryFormat format) throws UnreadableFile {
    if (preview.dates() != DateOrder.UNKNOWN || format.timePattern() != null) {
      return;
    }
    int at = positions.getOrDefault(HistoryColumn.TIME, 0);
    for (var row : preview.rows()) {
      if (row.size() > at && row.get(at).strip().matches("\\d{1,2}\\D\\d{1,2}\\D\\d{4}.*")) {
        throw new UnreadableFile(UnreadableFile.Reason.TIME_AMBIGUOUS, row.get(at).strip());
      }
    }
  }

  private void readAll(DelimitedRows rows, boolean hasHeader, HistoryLimits limits)
      throws IOException {
    if (hasHeader) {
      rows.next();
    }
    for (var row = rows.next(); row != null; row = rows.next()) {
      if (lines.size + refusals.total() == limits.lines()) {
        throw new UnreadableFile(
            UnreadableFile.Reason.TOO_MANY_LINES, String.valueOf(limits.lines()));
      }
      if (rows.isMalformed()) {
        refusals.add(rows.line(), Refusals.Reason.BROKEN_QUOTES, String.join(",", row));
      } else {
        readLine(rows.line(), row);
      }
    }
  }

  private void readLine(int line, String[] row) throws UnreadableFile {
    if (row.length < columnsNeeded) {
      refusals.add(line, Refusals.Reason.TOO_FEW_COLUMNS, String.join(",", row));
      return;
    }
    var time = cell(row, HistoryColumn.TIME);
    var second = times.parse(time);
    if (second == HistoryTimes.NONE) {
      refusals.add(line, Refusals.Reason.NO_TIME, time);
      return;
    }
    if (second < oldest || second > newest) {
      refusals.add(line, Refusals.Reason.TIME_OUT_OF_RANGE, time);
      return;
    }
    var quantityText = cell(row, HistoryColumn.QUANTITY);
    var quantity = has(HistoryColumn.QUANTITY) ? decimals.millionths(quantityText) : 1_000_000L;
    if (quantity == Decimals.NONE) {
      refusals.add(line, Refusals.Reason.NO_QUANTITY, quantityText);
      return;
    }
    var moneyText =
        cell(row, has(HistoryColumn.AMOUNT) ? HistoryColumn.AMOUNT : HistoryColumn.PRICE);
    var money = money(moneyText, quantity);
    if (money == Decimals.NONE) {
      refusals.add(line, Refusals.Reason.NO_AMOUNT, moneyText);
      return;
    }
    var person = person(cell(row, HistoryColumn.PERSON));
    var order = cell(row, HistoryColumn.ORDER);
    var item = cell(row, HistoryColumn.ITEM);
    if (Math.max(person.length(), Math.max(order.length(), item.length()))
        > HistoryLimits.NAME_CHARS) {
      refusals.add(line, Refusals.Reason.NAME_TOO_LONG, person.isEmpty() ? order : person);
      return;
    }
    keep(line, row, person, order, item, second, quantity, money);
  }

  private void keep(
      int line,
      String[] row,
      String person,
      String order,
      String item,
      long second,
      long quantity,
      long money)
      throws UnreadableFile {
    int personNumber = person.isEmpty() ? Names.NONE : lines.people.of(person);
    int itemNumber = item.isEmpty() ? Names.NONE : lines.items.of(item);
    if (personNumber != Names.NONE && has(HistoryColumn.COUNTRY)) {
      lines.country(personNumber, named(cell(row, HistoryColumn.COUNTRY)));
    }
    if (itemNumber != Names.NONE) {
      lines.describe(
          itemNumber,
          named(cell(row, HistoryColumn.NAME)),
          named(cell(row, HistoryColumn.CATEGORY)));
    }
    if (lines.size == isPrefixed.length) {
      isPrefixed = java.util.Arrays.copyOf(isPrefixed, lines.size + (lines.size >> 1));
    }
    isPrefixed[lines.size] = CANCELLATION.matcher(order).matches();
    prefixed += isPrefixed[lines.size] ? 1 : 0;
    lines.add(
        line,
        personNumber,
        order.isEmpty() ? Names.NONE : lines.orders.of(order),
        itemNumber,
        second,
        quantity,
        quantity < 0 ? -Math.abs(money) : money,
        quantity < 0 || money < 0);
  }

  private static String named(String text) {
    return text.length() > HistoryLimits.NAME_CHARS
        ? text.substring(0, HistoryLimits.NAME_CHARS)
        : text;
  }

  private long money(String text, long quantity) {
    var number = decimals.millionths(text);
    if (number == Decimals.NONE) {
      return Decimals.NONE;
    }
    return has(HistoryColumn.AMOUNT) ? decimals.minor(number) : decimals.minor(quantity, number);
  }

  private static String person(String text) {
    if (NOBODY.contains(text.toLowerCase(Locale.ROOT))) {
      return "";
    }
    return WHOLE_AS_DECIMAL.matcher(text).matches() ? text.substring(0, text.length() - 2) : text;
  }

  private boolean has(HistoryColumn column) {
    return positions.containsKey(column);
  }

  private String cell(String[] row, HistoryColumn column) {
    var at = positions.get(column);
    return at == null || at >= row.length ? "" : row[at].strip();
  }

  private ReadHistory finished(HistoryFormat format) throws UnreadableFile {
    if (lines.size == 0) {
      var most = refusals.counts().entrySet().stream().max(Map.Entry.comparingByValue());
      throw new UnreadableFile(
          UnreadableFile.Reason.NOTHING_USABLE,
          most.isEmpty() ? "no data line" : most.get().getKey().key());
    }
    // Where most numbers start with C, the letter is the shop's habit and says nothing.
    if (prefixed * 2L < lines.size) {
      for (int i = 0; i < lines.size; i++) {
        if (isPrefixed[i] && !lines.cancelled[i]) {
          lines.cancelled[i] = true;
          lines.minor[i] = -Math.abs(lines.minor[i]);
          lines.quantityMillionths[i] = -Math.abs(lines.quantityMillionths[i]);
        }
      }
    }
    return new ReadHistory(lines, Orders.of(lines), refusals, format);
  }
}
