package changke.messaging;

import changke.shared.PersonId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A published version of a template.
///
/// @param publishedBy null when it came with the program
public record MessageTemplate(
    TemplateDraft draft, int version, Instant publishedAt, @Nullable PersonId publishedBy) {

  public String name() {
    return draft.name();
  }

  public Purpose purpose() {
    return draft.purpose();
  }

  public Topic topic() {
    return draft.topic();
  }

  public Map<String, VariableType> variables() {
    return draft.variables();
  }

  /// What is wrong with variables that somebody means to send; empty when they fit exactly.
  public List<Misfit> misfits(Map<String, String> values) {
    var found = new ArrayList<Misfit>();
    for (var name : new TreeSet<>(variables().keySet())) {
      var value = values.get(name);
      if (value == null) {
        found.add(new Misfit(name, Misfit.Kind.MISSING));
      } else if (!type(name).takes(value)) {
        found.add(new Misfit(name, Misfit.Kind.MISTYPED));
      }
    }
    new TreeSet<>(values.keySet())
        .stream()
            .filter(name -> !variables().containsKey(name))
            .forEach(name -> found.add(new Misfit(name, Misfit.Kind.UNKNOWN)));
    return found;
  }

  /// What is wrong with variables whose types are known but not yet their values: for whoever
  /// publishes something that will send it.
  public List<Misfit> misfitsOfTypes(Map<String, VariableType> types) {
    var found = new ArrayList<Misfit>();
    for (var name : new TreeSet<>(variables().keySet())) {
      if (!types.containsKey(name)) {
        found.add(new Misfit(name, Misfit.Kind.MISSING));
      } else if (types.get(name) != variables().get(name)) {
        found.add(new Misfit(name, Misfit.Kind.MISTYPED));
      }
    }
    new TreeSet<>(types.keySet())
        .stream()
            .filter(name -> !variables().containsKey(name))
            .forEach(name -> found.add(new Misfit(name, Misfit.Kind.UNKNOWN)));
    return found;
  }

  /// A variable that does not fit the template.
  public record Misfit(String variable, Kind kind) {

    public enum Kind {
      MISSING,
      UNKNOWN,
      MISTYPED
    }
  }

  VariableType type(String variable) {
    return java.util.Objects.requireNonNull(variables().get(variable));
  }

  TemplateText text(java.util.Locale language) {
    return TemplateText.isChinese(language) ? draft.zh() : draft.en();
  }
}
