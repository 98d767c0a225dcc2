package changke.messaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// The templates that come with the program, from `messages/NAME.txt`:
///
/// ```
/// purpose: marketing
/// topic: reminders
/// channels: inbox email push
/// owed: no
/// variables: points NUMBER, day DAY, link LINK
/// === zh
/// 你有 {{points}} 积分将于 {{day}} 到期
///
/// …
/// === en
/// {{points}} points expire on {{day}}
///
/// …
/// ```
final class ShippedTemplates {

  private ShippedTemplates() {}

  static List<TemplateDraft> all() {
    try {
      return Arrays.stream(
              new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*.txt"))
          .map(ShippedTemplates::read)
          .sorted(Comparator.comparing(TemplateDraft::name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TemplateDraft read(Resource file) {
    var name = String.valueOf(file.getFilename()).replace(".txt", "");
    try {
      return parse(name, file.getContentAsString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("messages/" + name + ".txt: " + e.getMessage(), e);
    }
  }

  static TemplateDraft parse(String name, String text) {
    var parts = text.replace("\r\n", "\n").split("(?m)^=== ?");
    if (parts.length != 3 || !parts[1].startsWith("zh\n") || !parts[2].startsWith("en\n")) {
      throw new IllegalArgumentException("head, === zh and === en, in this order");
    }
    var head = head(parts[0]);
    return new TemplateDraft(
        name,
        Purpose.valueOf(word(head, "purpose", "marketing")),
        Topic.valueOf(word(head, "topic", "tips")),
        word(head, "owed", "no").equals("YES"),
        Arrays.stream(word(head, "channels", "inbox").split("[ ,]+"))
            .map(Channel::valueOf)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Channel.class))),
        variables(head.getOrDefault("variables", "")),
        text(parts[1]),
        text(parts[2]));
  }

  private static Map<String, String> head(String lines) {
    var head = new HashMap<String, String>();
    lines
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> line.split(":", 2))
        .forEach(pair -> head.put(pair[0].strip(), pair[1].strip()));
    return head;
  }

  private static String word(Map<String, String> head, String key, String otherwise) {
    return head.getOrDefault(key, otherwise).toUpperCase(Locale.ROOT);
  }

  /// Reads `points NUMBER, day DAY`.
  static Map<String, VariableType> variables(String list) {
    var variables = new TreeMap<String, VariableType>();
    for (var one : list.split(",")) {
      if (!one.isBlank()) {
        var pair = one.strip().split("\\s+");
        if (pair.length != 2 || variables.containsKey(pair[0])) {
          throw new IllegalArgumentException("variables: " + one.strip());
        }
        variables.put(pair[0], VariableType.valueOf(pair[1].toUpperCase(Locale.ROOT)));
      }
    }
    return variables;
  }

  private static TemplateText text(String section) {
    var lines = section.substring(section.indexOf('\n') + 1).split("\n", 2);
    return new TemplateText(lines[0], lines.length < 2 ? "" : lines[1]);
  }
}
