package changke.vault;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A card as its merchant takes it away; printing it hides the text.
public record ExportedCard(
    CardId id, String text, @Nullable String label, @Nullable Instant expiresAt) {

  @Override
  public String toString() {
    return "ExportedCard[" + id + ", text hidden]";
  }
}
