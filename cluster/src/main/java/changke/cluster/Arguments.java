package changke.cluster;

import java.time.DateTimeException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The options behind one word of the command line: `--zone Asia/Shanghai --from 2026-01-01`.
///
/// Every option is named when it is read, so that a misspelt one is refused and not ignored.
final class Arguments {

  private final String word;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Set<String> read = new HashSet<>();

  Arguments(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  void put(String option, String value) {
    if (values.put(option, value) != null) {
      throw new CannotRun(word + ": --" + option + " is given twice.");
    }
  }

  String text(String option) {
    var value = find(option);
    if (value == null) {
      throw new CannotRun(word + ": --" + option + " is missing.");
    }
    return value;
  }

  String text(String option, String otherwise) {
    var value = find(option);
    return value == null ? otherwise : value;
  }

  @Nullable String find(String option) {
    read.add(option);
    return values.get(option);
  }

  <T> T read(String option, Function<String, T> reader) {
    return convert(option, text(option), reader);
  }

  <T> T read(String option, String otherwise, Function<String, T> reader) {
    return convert(option, text(option, otherwise), reader);
  }

  void refuseTheRest() {
    for (var option : values.keySet()) {
      if (!read.contains(option)) {
        throw new CannotRun(word + ": there is no option --" + option + ".");
      }
    }
  }

  private <T> T convert(String option, String value, Function<String, T> reader) {
    try {
      return reader.apply(value);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new CannotRun(
          "%s: --%s cannot be %s (%s).".formatted(word, option, value, e.getMessage()), e);
    }
  }

  /// The name of a constant as it is written on the command line: `first-ever`.
  static String constant(String text) {
    return text.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
