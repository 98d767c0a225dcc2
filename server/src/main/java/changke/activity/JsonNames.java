package changke.activity;

/// Names that come from outside, as a text column takes them.
final class JsonNames {

  private JsonNames() {}

  /// Without U+0000 and half surrogate pairs, and not longer than `most`.
  static String clean(String name, int most) {
    var clean = new StringBuilder(Math.min(name.length(), most));
    name.codePoints()
        .map(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c)
        .takeWhile(c -> clean.length() + Character.charCount(c) <= most)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
