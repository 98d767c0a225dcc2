package changke.shared;

import java.util.UUID;

/// Someone who signed up: buyer, merchant's staff or operator.
public record PersonId(UUID value) {

  public static PersonId of(String text) {
    return new PersonId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
