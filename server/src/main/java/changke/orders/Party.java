package changke.orders;

import changke.shared.PersonId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Someone who acts on an order: a side of it, and the person where one is known. A guest is a
/// buyer without a person.
public record Party(Side side, @Nullable PersonId person) {

  public static final Party GUEST = new Party(Side.BUYER, null);
  public static final Party HOUSE = new Party(Side.HOUSE, null);

  public static Party buyer(@Nullable PersonId person) {
    return new Party(Side.BUYER, person);
  }

  public static Party merchant(PersonId person) {
    return new Party(Side.MERCHANT, person);
  }

  public static Party operator(PersonId person) {
    return new Party(Side.OPERATOR, person);
  }

  /// As it is written down beside what was done.
  String mark() {
    var word = side.name().toLowerCase(Locale.ROOT);
    return person == null ? word : word + " " + person;
  }
}
