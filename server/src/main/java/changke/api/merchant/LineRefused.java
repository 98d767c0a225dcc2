package changke.api.merchant;

import changke.vault.RefusedLine;
import org.jspecify.annotations.Nullable;

/// A line that was not taken and why; for one that stands twice, where it stood first.
record LineRefused(int line, String reason, @Nullable Integer firstLine) {

  static LineRefused of(RefusedLine line) {
    return new LineRefused(line.line(), OfferShown.word(line.reason()), line.firstLine());
  }
}
