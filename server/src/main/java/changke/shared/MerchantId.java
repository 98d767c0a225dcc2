package changke.shared;

import java.util.UUID;

/// A merchant: whoever sells.
public record MerchantId(UUID value) {

  public static MerchantId of(String text) {
    return new MerchantId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
