package changke.identity;

import java.time.ZoneId;
import java.util.Locale;

/// What a newcomer fills in.
public record SignUp(String name, String email, String password, Locale language, ZoneId zone) {

  @Override
  public String toString() {
    return "SignUp[…]";
  }

  /// How it went.
  public sealed interface Result {}

  public record Joined(Person person) implements Result {}

  /// The address belongs to somebody already.
  public record Known() implements Result {}

  public record Refused(Problem problem) implements Result {}

  /// What is wrong with the form.
  public enum Problem {
    NAME,
    EMAIL,
    PASSWORD_SHORT,
    PASSWORD_LONG,
    PASSWORD_COMMON,
    TOO_MANY
  }
}
