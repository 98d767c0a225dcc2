package changke.identity;

import java.time.Duration;

/// How a sign-in went.
public sealed interface SignIn {

  record Welcome(Person person) implements SignIn {}

  /// Address or password is wrong; which one is not said.
  record Wrong() implements SignIn {}

  /// Too many tries from this address or for this account.
  record Later(Duration pause) implements SignIn {}
}
