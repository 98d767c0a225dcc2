package changke.identity;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PasswordWiring {

  @Bean
  PasswordCost passwordCost() {
    return PasswordCost.DEAR;
  }
}
