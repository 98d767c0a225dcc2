package changke.shared;

/// The same words in the house's two languages, written by people; either may be blank, then the
/// other stands in.
public record Words(String zh, String en) {

  public Words {
    zh = zh.strip();
    en = en.strip();
  }

  /// The words for a language tag; anything that is not Chinese reads English.
  public String in(String languageTag) {
    var first = languageTag.startsWith("zh") ? zh : en;
    return first.isEmpty() ? zh + en : first;
  }

  public boolean isBlank() {
    return zh.isEmpty() && en.isEmpty();
  }
}
