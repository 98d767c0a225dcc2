package changke.identity;

import java.time.Duration;

/// Whether a password is somebody's.
public sealed interface PasswordCheck {

  record Right(Person person) implements PasswordCheck {}

  /// Address or password is wrong; which one is not said.
  record Wrong() implements PasswordCheck {}

  /// Too many tries from this address or for this account.
  record Later(Duration pause) implements PasswordCheck {}
}
