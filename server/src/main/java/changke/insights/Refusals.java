package changke.insights;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Lines that were left out, with the reason of each: all are counted, the first are listed.
public final class Refusals {

  /// Why one line was left out; the screens have words for each in both languages.
  public enum Reason {
    TOO_FEW_COLUMNS,
    BROKEN_QUOTES,
    NO_TIME,
    TIME_OUT_OF_RANGE,
    NO_AMOUNT,
    NO_QUANTITY,
    NAME_TOO_LONG;

    /// The key of its words.
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// One line.
  ///
  /// @param text the cell that was refused, shortened
  public record Refused(int line, Reason reason, String text) {}

  static final int LISTED = 1000;
  private static final int SHOWN_CHARS = 80;

  private final Map<Reason, Integer> counts = new EnumMap<>(Reason.class);
  private final List<Refused> listed = new ArrayList<>();
  private int total;

  void add(int line, Reason reason, String text) {
    counts.merge(reason, 1, Integer::sum);
    total++;
    if (listed.size() < LISTED) {
      var shown = text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + "…" : text;
      listed.add(new Refused(line, reason, shown));
    }
  }

  public int total() {
    return total;
  }

  public Map<Reason, Integer> counts() {
    return Collections.unmodifiableMap(counts);
  }

  public List<Refused> listed() {
    return Collections.unmodifiableList(listed);
  }
}
