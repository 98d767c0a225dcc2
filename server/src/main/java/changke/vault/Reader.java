package changke.vault;

import changke.shared.OrderId;
import changke.shared.PersonId;
import java.util.UUID;

/// Who reads a card, for the audit: a person, or whoever holds the key of an order.
public record Reader(Role role, UUID id) {

  public enum Role {
    BUYER,
    /// Through a signed link or a one-time code of the order.
    GUEST,
    MERCHANT,
    OPERATOR,
    /// A mail with the text in it, for shops that opted in.
    MAIL
  }

  public static Reader buyer(PersonId person) {
    return new Reader(Role.BUYER, person.value());
  }

  public static Reader guest(OrderId order) {
    return new Reader(Role.GUEST, order.value());
  }

  public static Reader merchant(PersonId person) {
    return new Reader(Role.MERCHANT, person.value());
  }

  public static Reader operator(PersonId person) {
    return new Reader(Role.OPERATOR, person.value());
  }

  public static Reader mail(OrderId order) {
    return new Reader(Role.MAIL, order.value());
  }
}
