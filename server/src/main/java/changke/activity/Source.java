package changke.activity;

import java.time.Instant;
import java.util.UUID;

/// A program that may send behaviour.
///
/// @param money whether it may speak of money; servers only
/// @param ourPeople whether the user ids that it sends are ids of people of this house
public record Source(
    UUID id,
    String name,
    Kind kind,
    boolean money,
    boolean ourPeople,
    Instant madeAt,
    boolean closed) {

  /// The storefront's own script; its key is built in.
  public static final UUID OWN_PAGES = UUID.fromString("00000000-0000-7000-8000-0000000000c1");

  /// Where a source runs. Whatever runs in a browser can be imitated by anyone.
  public enum Kind {
    HOUSE,
    BROWSER,
    SERVER;

    boolean isPublic() {
      return this != SERVER;
    }
  }
}
