package changke.messaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Letters' texts in both languages.
final class Templates {

  private static final Pattern VARIABLE = Pattern.compile("\\{\\{([a-zA-Z]+)}}");

  /// A written letter; `stop` is where one press ends letters like it (RFC 8058), null where none
  /// may.
  record Written(String subject, String text, @Nullable String stop) {
    Written(String subject, String text) {
      this(subject, text, null);
    }
  }

  private Templates() {}

  /// Fills in the variables; a variable that the letter does not have is an error.
  static Written write(String letter, Locale language, Map<String, String> variables) {
    var template = read(letter, language);
    var text =
        VARIABLE
            .matcher(template)
            .replaceAll(
                found -> Matcher.quoteReplacement(value(letter, variables, found.group(1))));
    var lines = text.split("\n", 2);
    return new Written(lines[0].strip(), lines.length < 2 ? "" : lines[1].strip() + "\n");
  }

  /// The names that a template asks for.
  static SortedSet<String> variables(String letter, Locale language) {
    var names = new TreeSet<String>();
    var found = VARIABLE.matcher(read(letter, language));
    while (found.find()) {
      names.add(found.group(1));
    }
    return names;
  }

  private static String value(String letter, Map<String, String> variables, String name) {
    var value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException(letter + " has no " + name);
    }
    // A subject is one line: nobody's name can add a header.
    return value.replaceAll("[\\r\\n]+", " ");
  }

  private static String read(String letter, Locale language) {
    var tongue = language.getLanguage().equals("zh") ? "zh" : "en";
    var name = "/mail/" + letter + "." + tongue + ".txt";
    try (var in = Templates.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no template " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
