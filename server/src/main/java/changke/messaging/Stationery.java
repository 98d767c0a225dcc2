package changke.messaging;

import changke.messaging.VariableType.Reader;
import java.util.Map;
import java.util.regex.Matcher;

/// Writes templates out.
final class Stationery {

  private Stationery() {}

  /// The message as this reader gets it.
  static Templates.Written write(
      MessageTemplate template, Map<String, String> variables, String name, Reader reader) {
    var text = template.text(reader.language());
    return new Templates.Written(
        fill(text.subject(), template, variables, name, reader),
        fill(text.text(), template, variables, name, reader) + "\n");
  }

  private static String fill(
      String text,
      MessageTemplate template,
      Map<String, String> variables,
      String name,
      Reader reader) {
    return TemplateText.VARIABLE
        .matcher(text)
        .replaceAll(found ->
            Matcher.quoteReplacement(value(found.group(1), template, variables, name, reader)));
  }

  private static String value(
      String variable,
      MessageTemplate template,
      Map<String, String> variables,
      String name,
      Reader reader) {
    if (variable.equals(TemplateText.PERSON)) {
      return name.replaceAll("[\\r\\n]+", " ");
    }
    var value = variables.get(variable);
    if (value == null) {
      throw new IllegalArgumentException(template.name() + " has no " + variable);
    }
    return template.type(variable).read(value, reader);
  }
}
