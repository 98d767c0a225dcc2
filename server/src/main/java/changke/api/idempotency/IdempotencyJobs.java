package changke.api.idempotency;

import changke.platform.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IdempotencyJobs {

  @Bean
  Job forgetIdempotentCalls(IdempotencyFilter calls) {
    return Job.every("api.forget-idempotent-calls", Duration.ofMinutes(30), calls::forget);
  }
}
