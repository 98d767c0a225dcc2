package changke.vault;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads cards line by line, never the whole file. A byte order mark decides the encoding when
/// there is one.
final class CardLines {

  /// Longer cards are refused.
  static final int LONGEST_CARD = 4000;

  private static final int LONGEST_LABEL = 100;
  private static final int MOST_COLUMNS = 16;
  private static final Set<String> CARD = Set.of("card", "key", "code", "secret", "卡密", "卡号");
  private static final Set<String> LABEL = Set.of("label", "标签", "备注");
  private static final Set<String> EXPIRES = Set.of("expires", "expiry", "有效期", "到期");

  private final BufferedReader reader;
  private final CardFormat format;
  private char separator = ',';
  private Columns columns = new Columns(0, -1, -1, 1);
  private List<String> unknown = List.of();
  private int line;
  private @Nullable Row ahead;
  private @Nullable Iterator<GivenCard> given;

  private CardLines(BufferedReader reader, CardFormat format) {
    this.reader = reader;
    this.format = format;
  }

  static CardLines read(InputStream input, CardFormat format, Charset charset) throws IOException {
    var bytes = new BufferedInputStream(input, 1 << 16);
    var lines =
        new CardLines(
            new BufferedReader(new InputStreamReader(bytes, sniffed(bytes, charset)), 1 << 16),
            format);
    if (format == CardFormat.CSV) {
      lines.readHeader();
    }
    return lines;
  }

  /// Plain lines from behind a line on.
  static CardLines rest(InputStream input, Charset charset, int line) {
    var bytes = new BufferedInputStream(input, 1 << 16);
    var lines =
        new CardLines(
            new BufferedReader(new InputStreamReader(bytes, charset), 1 << 16), CardFormat.LINES);
    lines.line = line;
    return lines;
  }

  /// Cards that come one by one from another program.
  static CardLines given(Iterator<GivenCard> cards, int line) {
    var lines = new CardLines(new BufferedReader(java.io.Reader.nullReader(), 1), CardFormat.LINES);
    lines.given = cards;
    lines.columns = new Columns(0, 1, 2, 3);
    lines.line = line;
    return lines;
  }

  /// Columns of the header that mean nothing here; empty when the file can be read.
  List<String> unknownColumns() {
    return unknown;
  }

  /// The next line, or null at the end.
  @Nullable CardLine next() throws IOException {
    var row = ahead == null ? row() : ahead;
    ahead = null;
    return row == null ? null : judged(row);
  }

  private static Charset sniffed(BufferedInputStream bytes, Charset otherwise) throws IOException {
    bytes.mark(4);
    var mark = bytes.readNBytes(3);
    bytes.reset();
    if (mark.length >= 2 && mark[0] == (byte) 0xFF && mark[1] == (byte) 0xFE) {
      bytes.skipNBytes(2);
      return StandardCharsets.UTF_16LE;
    }
    if (mark.length >= 2 && mark[0] == (byte) 0xFE && mark[1] == (byte) 0xFF) {
      bytes.skipNBytes(2);
      return StandardCharsets.UTF_16BE;
    }
    if (mark.length == 3 && mark[0] == (byte) 0xEF && mark[1] == (byte) 0xBB) {
      bytes.skipNBytes(3);
      return StandardCharsets.UTF_8;
    }
    return otherwise;
  }

  /// A first row that names the card's column is a header; so is one that names only others, but
  /// then it is refused.
  private void readHeader() throws IOException {
    reader.mark(1 << 15);
    var start = new char[1 << 12];
    var length = Math.max(0, reader.read(start));
    reader.reset();
    var first = new String(start, 0, length).lines().findFirst().orElse("");
    separator =
        first.contains("\t") ? '\t' : first.contains(";") && !first.contains(",") ? ';' : ',';
    var row = row();
    if (row == null) {
      return;
    }
    var names = row.fields().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    var named = new Columns(at(names, CARD), at(names, LABEL), at(names, EXPIRES), names.size());
    if (named.card() >= 0) {
      columns = named;
      unknown = names.stream().filter(name -> !known(name)).toList();
    } else if (names.stream().anyMatch(CardLines::known)) {
      unknown = names;
    } else {
      ahead = row;
    }
  }

  private static boolean known(String name) {
    return CARD.contains(name) || LABEL.contains(name) || EXPIRES.contains(name);
  }

  private static int at(List<String> names, Set<String> wanted) {
    for (int i = 0; i < names.size(); i++) {
      if (wanted.contains(names.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private CardLine judged(Row row) {
    if (row.refusal() != null) {
      return CardLine.refused(row.line(), row.refusal());
    }
    if (row.fields().stream().allMatch(String::isBlank)) {
      return CardLine.refused(row.line(), Refusal.BLANK);
    }
    if (row.fields().size() != columns.count()) {
      return CardLine.refused(row.line(), Refusal.MALFORMED);
    }
    var text = row.fields().get(columns.card()).strip();
    if (text.isEmpty()) {
      return CardLine.refused(row.line(), Refusal.BLANK);
    }
    if (text.length() > LONGEST_CARD) {
      return CardLine.refused(row.line(), Refusal.TOO_LONG);
    }
    var label = columns.label() < 0 ? "" : row.fields().get(columns.label()).strip();
    if (!readable(text) || !readable(label) || label.length() > LONGEST_LABEL) {
      return CardLine.refused(row.line(), Refusal.MALFORMED);
    }
    try {
      var expires = columns.expires() < 0 ? "" : row.fields().get(columns.expires()).strip();
      return new CardLine(
          row.line(),
          text,
          label.isEmpty() ? null : label,
          // Good until the end of that day.
          expires.isEmpty()
              ? null
              : LocalDate.parse(expires).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC),
          null);
    } catch (DateTimeParseException e) {
      return CardLine.refused(row.line(), Refusal.MALFORMED);
    }
  }

  /// U+FFFD is what the decoder writes for bytes that are none of its characters.
  private static boolean readable(String text) {
    return text.chars().noneMatch(CardLines::unreadable);
  }

  private static boolean unreadable(int sign) {
    return sign == 0xFFFD || (Character.isISOControl(sign) && sign != '\n' && sign != '\t');
  }

  private @Nullable Row row() throws IOException {
    if (given != null) {
      return given.hasNext() ? row(given.next()) : null;
    }
    var first = reader.read();
    if (first < 0) {
      return null;
    }
    line++;
    return format == CardFormat.CSV ? csvRow(first) : plainRow(first);
  }

  private Row row(GivenCard card) {
    line++;
    return new Row(
        line,
        List.of(
            card.card(),
            Objects.requireNonNullElse(card.label(), ""),
            Objects.requireNonNullElse(card.expires(), "")),
        null);
  }

  private Row plainRow(int first) throws IOException {
    var text = new StringBuilder();
    for (var sign = first; sign >= 0 && sign != '\n'; sign = reader.read()) {
      // One more than fits is enough to know; the rest of an endless line is passed over.
      if (text.length() <= LONGEST_CARD + 1) {
        text.append((char) sign);
      }
    }
    return new Row(line, List.of(text.toString()), null);
  }

  private Row csvRow(int first) throws IOException {
    var start = line;
    var fields = new ArrayList<String>();
    var field = new StringBuilder();
    var quoted = false;
    var broken = false;
    var sign = first;
    while (sign >= 0 && (quoted || sign != '\n')) {
      if (quoted && sign == '"') {
        sign = reader.read();
        if (sign != '"') {
          quoted = false;
          continue;
        }
        append(field, '"');
      } else if (!quoted && sign == '"' && field.isEmpty()) {
        quoted = true;
      } else if (!quoted && sign == separator) {
        broken |= fields.size() >= MOST_COLUMNS;
        if (!broken) {
          fields.add(field.toString());
        }
        field.setLength(0);
      } else if (quoted || sign != '\r') {
        line += sign == '\n' ? 1 : 0;
        append(field, sign);
      }
      sign = reader.read();
    }
    fields.add(field.toString());
    return new Row(start, fields, quoted || broken ? Refusal.MALFORMED : null);
  }

  private static void append(StringBuilder field, int sign) {
    if (field.length() <= LONGEST_CARD + 1) {
      field.append((char) sign);
    }
  }

  private record Columns(int card, int label, int expires, int count) {}

  private record Row(int line, List<String> fields, @Nullable Refusal refusal) {}
}
