package changke.vault;

import org.jspecify.annotations.Nullable;

/// A card as another program lists it; `expires` is a date (`2027-12-31`), good until its end.
public record GivenCard(String card, @Nullable String label, @Nullable String expires) {

  @Override
  public String toString() {
    return "GivenCard[text hidden]";
  }
}
