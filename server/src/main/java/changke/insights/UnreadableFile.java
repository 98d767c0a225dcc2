package changke.insights;

import java.io.IOException;
import java.util.Locale;

/// A file as a whole cannot be read; nothing of it is kept.
public final class UnreadableFile extends IOException {

  private static final long serialVersionUID = 1;

  /// Why; the screens have words for each in both languages.
  public enum Reason {
    EMPTY("The file is empty."),
    NOT_TEXT("This is not a text file; export the orders as CSV. Found at line: %s"),
    WORKBOOK("This is a workbook or a zip archive; save it as CSV or gzip first."),
    TRUNCATED("The gzip file ends too early; copy it again."),
    CORRUPT("The gzip file is damaged: %s"),
    TOO_LARGE("The unpacked file is larger than %s."),
    TOO_MANY_LINES("The file has more than %s lines."),
    LINE_TOO_LONG("A line is too long or has too many columns. Line: %s"),
    ENCODING(
        "The text is not in the encoding that was named or guessed (UTF-8 when nothing was said);"
            + " name it, for example GB18030 or ISO-8859-1. Line: %s"),
    QUOTES("A quotation mark is opened and never closed. Line: %s"),
    HEADER_MISSING("No line with column names was found; name the columns by position. First: %s"),
    COLUMN_MISSING("The file has no column %s"),
    MAPPING_INCOMPLETE("Say which column holds: %s"),
    MAPPING("This part of the mapping is not understood: %s"),
    SETTING("This setting is not understood: %s"),
    TIME_AMBIGUOUS(
        "Dates such as %s can be read day first or month first; say which with --dates day-first"
            + " or --dates month-first."),
    NOTHING_USABLE("Not one line could be used. The most frequent reason: %s");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }

    /// The key of its words.
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Reason reason;
  private final String detail;

  public UnreadableFile(Reason reason, String detail) {
    super(reason.sentence.formatted(detail));
    this.reason = reason;
    this.detail = detail;
  }

  public Reason reason() {
    return reason;
  }

  /// A line number, a column's name or a limit; shown beside the words.
  public String detail() {
    return detail;
  }
}
