package changke.messaging;

import org.jspecify.annotations.Nullable;

/// How many marketing messages somebody may get in a day or a week. "No cap", "0" and "not set" are
/// three different values: everything, nothing, and whatever the next level says.
public sealed interface Cap {

  /// The next level decides: after the person the house, after the house what is built in.
  record NotSet() implements Cap {}

  /// Everything may come.
  record NoCap() implements Cap {}

  /// At most so many; 0 is never.
  record Of(int most) implements Cap {
    public Of {
      if (most < 0 || most > 9999) {
        throw new IllegalArgumentException("cap: " + most);
      }
    }
  }

  /// This one where it is set, else the other.
  default Cap or(Cap next) {
    return this instanceof NotSet ? next : this;
  }

  /// Whether one more may come after so many.
  default boolean admits(int sofar) {
    return switch (this) {
      case Of of -> sofar < of.most();
      case NoCap n -> true;
      case NotSet n -> throw new IllegalStateException("no level has set this cap");
    };
  }

  /// `none`, a number, or null for not set.
  default @Nullable String code() {
    return switch (this) {
      case Of of -> Integer.toString(of.most());
      case NoCap n -> "none";
      case NotSet n -> null;
    };
  }

  /// Reads what [#code] wrote; anything else is refused.
  static Cap parse(@Nullable String code) {
    if (code == null || code.isBlank()) {
      return new NotSet();
    }
    return code.equals("none") ? new NoCap() : new Of(Integer.parseInt(code));
  }
}
