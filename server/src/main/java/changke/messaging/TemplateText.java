package changke.messaging;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// One language of a template: `{{name}}` stands for the variable `name`, and `{{person}}` for the
/// name of whoever reads it.
public record TemplateText(String subject, String text) {

  static final String PERSON = "person";
  static final Pattern VARIABLE = Pattern.compile("\\{\\{([^{}]*)}}");

  public TemplateText {
    subject = subject.strip().replaceAll("[\\r\\n]+", " ");
    text = text.replace("\r\n", "\n").strip();
  }

  /// The names that it asks for, the reader's own apart.
  SortedSet<String> names() {
    var names = new TreeSet<String>();
    var found = VARIABLE.matcher(subject + "\n" + text);
    while (found.find()) {
      names.add(found.group(1));
    }
    names.remove(PERSON);
    return names;
  }

  static boolean isChinese(Locale language) {
    return language.getLanguage().equals("zh");
  }
}
