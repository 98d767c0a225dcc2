package changke.identity;

import java.time.Duration;

/// How a sign-in went.
public sealed interface SignIn {

  record Welcome(Person person) implements SignIn {}

  /// The password is right; a code is asked for next. The ticket says so for five minutes.
  record SecondStep(String ticket) implements SignIn {
    @Override
    public String toString() {
      return "SecondStep[…]";
    }
  }

  /// Address or password is wrong, and which one is not said; or the code.
  record Wrong() implements SignIn {}

  /// Too many tries from this address or for this account.
  record Later(Duration pause) implements SignIn {}

  /// The second step came too late: start again.
  record Expired() implements SignIn {}
}
