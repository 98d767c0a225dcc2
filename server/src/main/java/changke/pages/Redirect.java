package changke.pages;

import org.jspecify.annotations.Nullable;

/// After a form: go and look there (303), and say this once. `says` is the key of a word.
public record Redirect(String to, @Nullable String says) {

  public Redirect {
    if (!to.startsWith("/") || to.startsWith("//") || to.contains("\\")) {
      throw new IllegalArgumentException("a redirect stays in the house");
    }
  }

  public static Redirect to(String path) {
    return new Redirect(path, null);
  }

  /// To where the visitor came from when that is a path of ours, else to `otherwise`.
  public static Redirect back(@Nullable String path, String otherwise) {
    return to(path != null && isOurs(path) ? path : otherwise);
  }

  public Redirect saying(String word) {
    return new Redirect(to, word);
  }

  private static boolean isOurs(String path) {
    return path.startsWith("/")
        && !path.startsWith("//")
        && path.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\');
  }
}
