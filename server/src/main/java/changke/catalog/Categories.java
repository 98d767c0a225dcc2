package changke.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// All categories, in the order in which they are shown: two levels.
public record Categories(List<Category> all) {

  public Categories {
    all = all.stream().sorted(Comparator.comparingInt(Category::position)).toList();
  }

  public Optional<Category> find(String slug) {
    return all.stream().filter(category -> category.slug().equals(slug)).findFirst();
  }

  /// The upper level.
  public List<Category> sections() {
    return all.stream().filter(category -> category.parent() == null).toList();
  }

  public List<Category> under(String section) {
    return all.stream().filter(category -> section.equals(category.parent())).toList();
  }

  /// The upper category that a category belongs to: itself when it has no parent.
  String sectionOf(String slug) {
    return find(slug)
        .map(category -> Objects.requireNonNullElse(category.parent(), category.slug()))
        .orElseThrow(() -> new IllegalArgumentException("no category " + slug));
  }
}
