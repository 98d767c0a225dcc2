package changke.demo;

import changke.shared.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/// What the demo is made of, from `demo/shop.json` and `demo/pictures`. The first offers of the
/// file become the newest.
record DemoShop(List<Aisle> categories, List<Owner> merchants, List<Good> offers) {

  /// `use` tells how things of this kind are used once they are delivered.
  record Aisle(String slug, Words name, String picture, Words use) {}

  record Owner(String slug, Words name, Words words) {}

  /// In `card`, the pattern of its cards, `#` stands for a digit or capital; `cards` is how many
  /// there are.
  record Good(
      String picture,
      String merchant,
      String category,
      long priceMinor,
      Words title,
      Words summary,
      Words details,
      List<String> tags,
      String card,
      int cards) {}

  static DemoShop read() {
    return JsonMapper.builder().build().readValue(text("demo/shop.json"), DemoShop.class);
  }

  static String drawing(String name) {
    return text("demo/pictures/" + name + ".svg");
  }

  Aisle aisle(String slug) {
    return categories.stream().filter(aisle -> aisle.slug().equals(slug)).findFirst().orElseThrow();
  }

  private static String text(String path) {
    try {
      return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
