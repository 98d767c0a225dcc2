package changke.orders;

import changke.shared.OrderId;
import java.util.UUID;

/// Fact: a guest asked for a one-time code; whoever sends mail sends it to the order's address.
public record LookupCodeAsked(UUID id, OrderId order, String email, String language, String code) {

  @Override
  public String toString() {
    return "LookupCodeAsked[" + order + "]";
  }
}
