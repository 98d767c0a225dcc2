package changke.insights;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of fields from a text: RFC 4180 with any one-character delimiter, or columns set apart by
/// blanks. Empty lines are skipped.
final class DelimitedRows {

  /// The delimiter that stands for any number of blanks.
  static final char BLANKS = ' ';

  private static final int END = -1;

  private final Reader text;
  private final char delimiter;
  private final char[] buffer = new char[1 << 15];
  private final StringBuilder field = new StringBuilder();
  private final List<String> fields = new ArrayList<>();
  private int at;
  private int end;
  private int line = 1;
  private int rowLine = 1;
  private boolean malformed;

  DelimitedRows(Reader text, char delimiter) throws IOException {
    this.text = text;
    this.delimiter = delimiter;
    if (peek() == '\uFEFF') {
      at++;
    }
  }

  /// The next row, or null behind the last one.
  String @Nullable [] next() throws IOException {
    while (peek() != END) {
      fields.clear();
      malformed = false;
      rowLine = line;
      readRow();
      if (fields.size() > 1 || !fields.getFirst().isBlank()) {
        return fields.toArray(String[]::new);
      }
    }
    return null;
  }

  /// The line on which the last row began, from 1.
  int line() {
    return rowLine;
  }

  /// Whether something follows a closing quotation mark in the last row.
  boolean isMalformed() {
    return malformed;
  }

  private void readRow() throws IOException {
    while (true) {
      if (delimiter == BLANKS) {
        skipBlanks();
      }
      int next = peek();
      if (delimiter == BLANKS && isEndOfLine(next) && !fields.isEmpty()) {
        endLine();
        return;
      }
      if (next == '"') {
        at++;
        readQuoted();
      } else {
        readPlain();
      }
      if (fields.size() == HistoryLimits.ROW_FIELDS) {
        throw tooLong();
      }
      fields.add(field.toString());
      field.setLength(0);
      if (isEndOfLine(peek())) {
        endLine();
        return;
      }
      at++;
    }
  }

  private void readPlain() throws IOException {
    for (int c = peek(); c != delimiter && !isEndOfLine(c) && !isTabAmongBlanks(c); c = peek()) {
      take(c);
    }
  }

  private void readQuoted() throws IOException {
    while (true) {
      int c = peek();
      if (c == END || field.length() == HistoryLimits.FIELD_CHARS) {
        throw new UnreadableFile(UnreadableFile.Reason.QUOTES, String.valueOf(rowLine));
      }
      if (c == '"') {
        at++;
        if (peek() != '"') {
          break;
        }
      }
      if (c == '\n') {
        line++;
      }
      take(c);
    }
    for (int c = peek(); c != delimiter && !isEndOfLine(c) && !isTabAmongBlanks(c); c = peek()) {
      malformed = true;
      at++;
    }
  }

  private void take(int c) throws UnreadableFile {
    if ((c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == '\uFFFE') {
      throw new UnreadableFile(UnreadableFile.Reason.NOT_TEXT, String.valueOf(line));
    }
    if (field.length() == HistoryLimits.FIELD_CHARS) {
      throw tooLong();
    }
    field.append((char) c);
    at++;
  }

  private UnreadableFile tooLong() {
    return new UnreadableFile(UnreadableFile.Reason.LINE_TOO_LONG, String.valueOf(rowLine));
  }

  private void skipBlanks() throws IOException {
    while (peek() == ' ' || peek() == '\t') {
      at++;
    }
  }

  private boolean isTabAmongBlanks(int c) {
    return c == '\t' && delimiter == BLANKS;
  }

  private static boolean isEndOfLine(int c) {
    return c == '\n' || c == '\r' || c == END;
  }

  private void endLine() throws IOException {
    int c = peek();
    if (c == END) {
      return;
    }
    at++;
    if (c == '\r' && peek() == '\n') {
      at++;
    }
    line++;
  }

  private int peek() throws IOException {
    if (at == end) {
      try {
        at = 0;
        end = text.read(buffer);
      } catch (CharacterCodingException e) {
        throw new UnreadableFile(UnreadableFile.Reason.ENCODING, String.valueOf(line));
      }
      if (end <= 0) {
        at = 0;
        end = 0;
        return END;
      }
    }
    return buffer[at];
  }
}
