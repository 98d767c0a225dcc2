package changke.payments;

import java.util.UUID;

/// One amount that a buyer was asked to pay through one channel.
public record ChargeId(UUID value) {

  public static ChargeId of(String text) {
    return new ChargeId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
