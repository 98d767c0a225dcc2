package changke.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/// Words can be read on every ground that the look puts them on, in light and in dark.
class LookTest {

  private static final double READABLE = 4.5;
  private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): (#[0-9a-f]{6});");

  /// A word's colour, and the grounds it stands on.
  private static final Map<String, List<String>> USES =
      Map.of(
          "ink", List.of("paper", "sheet", "sunk"),
          "ink-soft", List.of("paper", "sheet", "sunk"),
          "do-text", List.of("do", "do-hover"),
          "persimmon-text", List.of("paper", "sheet", "persimmon-tint"),
          "pine-text", List.of("paper", "sheet", "sunk", "pine-tint"),
          "indigo", List.of("paper", "sheet", "sunk"),
          "indigo-text", List.of("paper", "indigo-tint"),
          "amber-text", List.of("paper", "sheet", "amber-tint"),
          "brick-text", List.of("paper", "sheet", "brick-tint"));

  @Test
  void every_word_has_enough_contrast() throws IOException {
    var css =
        new ClassPathResource("static/brand/changke.css")
            .getContentAsString(StandardCharsets.UTF_8);
    var darkFrom = css.indexOf("prefers-color-scheme: dark");
    var light = colours(css.substring(0, darkFrom));
    var dark = new HashMap<>(light);
    dark.putAll(colours(css.substring(darkFrom)));
    assertThat(light).isNotEqualTo(dark);
    var faint = new ArrayList<String>();
    Map.of("light", light, "dark", dark)
        .forEach((name, theme) ->
            USES.forEach((word, grounds) ->
                grounds.stream()
                    .filter(ground -> contrast(theme, word, ground) < READABLE)
                    .map(ground -> name + ": " + word + " on " + ground)
                    .forEach(faint::add)));
    assertThat(faint).isEmpty();
  }

  private static Map<String, String> colours(String css) {
    var colours = new HashMap<String, String>();
    var matches = COLOUR.matcher(css);
    while (matches.find()) {
      colours.putIfAbsent(matches.group(1), matches.group(2));
    }
    return colours;
  }

  /// WCAG 2.2, "contrast ratio" and "relative luminance".
  private static double contrast(Map<String, String> theme, String one, String other) {
    var a = luminance(theme.getOrDefault(one, ""));
    var b = luminance(theme.getOrDefault(other, ""));
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(String colour) {
    return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
  }

  private static double channel(String colour, int at) {
    var value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
