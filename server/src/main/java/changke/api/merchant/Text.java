package changke.api.merchant;

import changke.shared.Words;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Words in both languages; one may be missing, then the other stands in.
record Text(@Nullable String zh, @Nullable String en) {

  static Text of(Words words) {
    return new Text(words.zh(), words.en());
  }

  Words words() {
    return new Words(Objects.requireNonNullElse(zh, ""), Objects.requireNonNullElse(en, ""));
  }
}
