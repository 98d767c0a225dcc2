package changke.payments;

import java.util.UUID;

/// A way to pay.
public record ChannelId(UUID value) {

  public static ChannelId of(String text) {
    return new ChannelId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
