package changke.identity;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/// Thousands of people sign up and in while tests run: a hash costs them next to nothing.
@TestConfiguration(proxyBeanMethods = false)
public class CheapPasswords {

  static final PasswordCost CHEAP = new PasswordCost(64, 1);

  @Bean
  PasswordCost passwordCost() {
    return CHEAP;
  }
}
