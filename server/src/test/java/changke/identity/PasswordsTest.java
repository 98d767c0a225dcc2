package changke.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {

  private static final String PASSWORD = "a door left ajar";

  private final Passwords passwords = new Passwords(new PasswordWiring().passwordCost());

  @Test
  void a_guess_costs_what_owasp_asks_for() {
    var hash = passwords.hash(PASSWORD);
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain(PASSWORD);
    assertThat(passwords.matches(PASSWORD, hash)).isTrue();
    assertThat(passwords.matches("a door left open", hash)).isFalse();
    assertThat(passwords.matches(PASSWORD, null)).isFalse();
  }

  @Test
  void a_hash_of_cheaper_days_is_outdated() {
    var cheap = new Passwords(CheapPasswords.CHEAP).hash(PASSWORD);
    assertThat(passwords.outdated(cheap)).isTrue();
    assertThat(passwords.outdated(passwords.hash(PASSWORD))).isFalse();
    assertThat(passwords.matches(PASSWORD, cheap)).isTrue();
  }
}
