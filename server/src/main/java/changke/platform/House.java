package changke.platform;

import changke.shared.Ids;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableAsync;

/// Time, chance and ids: injected everywhere, made only here.
@Configuration(proxyBeanMethods = false)
@EnableAsync
class House {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  RandomGenerator chance() {
    return new SecureRandom();
  }

  @Bean
  Ids ids(Clock clock, RandomGenerator chance) {
    return new Ids(clock, chance);
  }
}
