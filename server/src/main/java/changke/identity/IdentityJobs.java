package changke.identity;

import changke.platform.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IdentityJobs {

  @Bean
  Job trimAttempts(Throttle throttle) {
    return Job.every("identity.trim-attempts", Duration.ofHours(1), throttle::trim);
  }

  @Bean
  Job forgetSessions(Sessions sessions) {
    return Job.every("identity.forget-sessions", Duration.ofHours(6), sessions::forgetOld);
  }
}
