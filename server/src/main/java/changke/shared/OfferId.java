package changke.shared;

import java.util.UUID;

/// What a merchant sells.
public record OfferId(UUID value) {

  public static OfferId of(String text) {
    return new OfferId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
