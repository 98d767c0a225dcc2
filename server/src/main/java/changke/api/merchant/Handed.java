package changke.api.merchant;

import java.util.List;

/// What a person or a program hands over for one order line, 1 to 4000 signs each.
record Handed(List<String> texts) {

  private static final int MOST = 100;
  private static final int LONGEST = 4000;

  Handed {
    texts = List.copyOf(texts);
  }

  boolean fits() {
    return !texts.isEmpty()
        && texts.size() <= MOST
        && texts.stream().allMatch(text -> !text.isBlank() && text.length() <= LONGEST);
  }
}
