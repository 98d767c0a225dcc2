package changke.messaging;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A template as somebody wrote it, before it is published.
///
/// @param owed published rewards and the like: marketing, but nobody is held out from it
/// @param variables the type of each variable, by name
public record TemplateDraft(
    String name,
    Purpose purpose,
    Topic topic,
    boolean owed,
    Set<Channel> channels,
    Map<String, VariableType> variables,
    TemplateText zh,
    TemplateText en) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,59}");
  private static final Pattern VARIABLE = Pattern.compile("[a-z][a-zA-Z0-9]{0,39}");

  public TemplateDraft {
    channels =
        channels.isEmpty()
            ? Set.of()
            : java.util.Collections.unmodifiableSet(EnumSet.copyOf(channels));
    variables = java.util.Collections.unmodifiableMap(new TreeMap<>(variables));
  }

  /// What is wrong with it; `detail` names the variable, or is empty.
  public record Problem(Kind kind, String detail) {

    public enum Kind {
      NAME,
      NO_CHANNEL,
      SUBJECT,
      TEXT,
      /// The text asks for a variable that is not declared.
      UNKNOWN_VARIABLE,
      /// A declared variable is not in both languages.
      UNUSED_VARIABLE,
      /// A variable's own name cannot be used.
      VARIABLE_NAME,
      /// Whoever uses the template gives other variables: that would be another template.
      OTHER_VARIABLES
    }
  }

  /// Everything that is wrong; a template with problems is not published.
  List<Problem> problems() {
    var found = new ArrayList<Problem>();
    if (!NAME.matcher(name).matches()) {
      found.add(new Problem(Problem.Kind.NAME, name));
    }
    if (channels.isEmpty()) {
      found.add(new Problem(Problem.Kind.NO_CHANNEL, ""));
    }
    variables.keySet().stream()
        .filter(one -> !VARIABLE.matcher(one).matches() || one.equals(TemplateText.PERSON))
        .forEach(one -> found.add(new Problem(Problem.Kind.VARIABLE_NAME, one)));
    problems(zh, "zh", found);
    problems(en, "en", found);
    return found;
  }

  private void problems(TemplateText text, String language, List<Problem> into) {
    if (text.subject().isEmpty() || text.subject().length() > 200) {
      into.add(new Problem(Problem.Kind.SUBJECT, language));
    }
    if (text.text().isEmpty() || text.text().length() > 5000) {
      into.add(new Problem(Problem.Kind.TEXT, language));
    }
    var asked = text.names();
    asked.stream()
        .filter(one -> !variables.containsKey(one))
        .forEach(
            one -> into.add(new Problem(Problem.Kind.UNKNOWN_VARIABLE, language + ": " + one)));
    var missing = new TreeSet<>(variables.keySet());
    missing.removeAll(asked);
    missing.forEach(
        one -> into.add(new Problem(Problem.Kind.UNUSED_VARIABLE, language + ": " + one)));
  }
}
