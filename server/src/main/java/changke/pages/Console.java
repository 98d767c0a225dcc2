package changke.pages;

import changke.identity.Right;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The frame of a screen for merchants or operators: `word` names it, `home` is its first page, the
/// entries are its side navigation. Draw it with `@template.pages.console(…)`.
public record Console(String word, String home, List<Entry> entries) {

  /// One line of the navigation: where it leads, the key of its word, the name of its icon in
  /// `pages/icon.jte`, and the operators' right that it needs.
  public record Entry(String path, String word, String icon, @Nullable Right right) {

    public Entry(String path, String word, String icon) {
      this(path, word, icon, null);
    }

    /// Whether the reader may go there.
    public boolean isFor(Frame frame) {
      return right == null || frame.visitor().may(right);
    }
  }

  public Console {
    entries = List.copyOf(entries);
  }

  /// Whether the reader is at this entry or below it; the first page is current only by itself.
  public boolean isCurrent(Entry entry, Frame frame) {
    return entry.path().equals(home)
        ? frame.path().equals(home) || frame.path().startsWith(home + "?")
        : frame.at(entry.path());
  }
}
