package changke.activity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A delivery's body, read.
///
/// @param context what holds for every item, as JSON text; empty when there was none
record Parcel(
    @Nullable String writeKey, @Nullable String sentAt, String context, List<Item> items) {

  /// The body is not JSON in UTF-8, or no object.
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String why) {
      super(why, null, false, false);
    }
  }
}
