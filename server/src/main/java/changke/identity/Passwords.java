package changke.identity;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/// Argon2id, one lane. Hashing is dear on purpose, so only a few run at once.
@Component
class Passwords {

  static final int SHORTEST = 8;
  static final int LONGEST = 128;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Set<String> COMMON =
      Set.of(
          "password",
          "12345678",
          "123456789",
          "1234567890",
          "qwertyui",
          "qwerty123",
          "password1",
          "11111111",
          "00000000",
          "88888888",
          "66666666",
          "iloveyou",
          "abc12345",
          "a1234567",
          "abcd1234",
          "1q2w3e4r",
          "changke1",
          "changkechangke");

  private final Argon2PasswordEncoder argon2;
  private final Semaphore places = new Semaphore(4);
  private final String nobodys;

  Passwords(PasswordCost cost) {
    argon2 = new Argon2PasswordEncoder(16, 32, 1, cost.kibibytes(), cost.passes());
    nobodys = argon2.encode("nobody");
  }

  static SignUp.@Nullable Problem problem(String password) {
    if (password.length() < SHORTEST) {
      return SignUp.Problem.PASSWORD_SHORT;
    }
    if (password.length() > LONGEST) {
      return SignUp.Problem.PASSWORD_LONG;
    }
    return COMMON.contains(password.toLowerCase(java.util.Locale.ROOT))
        ? SignUp.Problem.PASSWORD_COMMON
        : null;
  }

  String hash(String password) {
    return inTurn(() -> argon2.encode(password));
  }

  /// Takes as long for an unknown account (null) as for a known one.
  boolean matches(String password, @Nullable String hash) {
    return inTurn(() -> argon2.matches(password, hash == null ? nobodys : hash)) && hash != null;
  }

  boolean outdated(String hash) {
    return argon2.upgradeEncoding(hash);
  }

  private <T> T inTurn(java.util.function.Supplier<T> work) {
    try {
      if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new BusyException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusyException();
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
