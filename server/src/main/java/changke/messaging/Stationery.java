package changke.messaging;

import changke.messaging.VariableType.Reader;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

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

  /// The path to which the message leads: its variable `link`, else its first of that type.
  static @Nullable String link(MessageTemplate template, Map<String, String> variables) {
    var name = linkName(template);
    return name == null ? null : variables.get(name);
  }

  /// A letter by mail: its link is noted on the way, and below it stand why it came and how it
  /// stops. A transactional one cannot be stopped, so it offers nothing of the kind.
  static Templates.Written mail(
      MessageTemplate template,
      Map<String, String> variables,
      Contact contact,
      MessageLinks.Link link,
      Purpose purpose,
      MessageLinks links,
      String house) {
    var noted = new TreeMap<>(variables);
    var name = linkName(template);
    if (name != null) {
      noted.put(name, links.path("/letters/go/", link));
    }
    var reader = new Reader(contact.language(), contact.zone(), house);
    var letter = write(template, noted, contact.name(), reader);
    var marketing = purpose == Purpose.MARKETING;
    var foot =
        foot(TemplateText.isChinese(contact.language()), marketing)
            .formatted(
                house + links.path("/letters/why/", link),
                house + links.path("/api/unsubscribe/", link),
                house + links.path("/letters/choices/", link));
    return new Templates.Written(
        letter.subject(),
        letter.text() + "\n" + foot,
        marketing ? house + links.path("/api/unsubscribe/", link) : null);
  }

  private static String foot(boolean chinese, boolean marketing) {
    if (chinese) {
      return marketing ? "--\n为什么收到:%1$s\n不再收到这类邮件:%2$s\n选择收什么、什么时候收:%3$s\n" : "--\n为什么收到:%1$s\n";
    }
    return marketing
        ? "--\nWhy you got this: %1$s\nNo more mail like this: %2$s\nChoose what comes and when: %3$s\n"
        : "--\nWhy you got this: %1$s\n";
  }

  private static @Nullable String linkName(MessageTemplate template) {
    if (template.variables().get("link") == VariableType.LINK) {
      return "link";
    }
    return template.variables().entrySet().stream()
        .filter(one -> one.getValue() == VariableType.LINK)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
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
