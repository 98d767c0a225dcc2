package changke.shared;

import java.util.UUID;

/// One purchase by one buyer; its public order number is another, random one.
public record OrderId(UUID value) {

  public static OrderId of(String text) {
    return new OrderId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
