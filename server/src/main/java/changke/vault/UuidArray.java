package changke.vault;

import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Many ids as one parameter: PostgreSQL's own text form of an array.
final class UuidArray {

  private UuidArray() {}

  static String of(Stream<UUID> ids) {
    return ids.map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
  }
}
