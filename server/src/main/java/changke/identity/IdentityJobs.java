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

  @Bean
  Job forgetTickets(Tickets tickets) {
    return Job.every("identity.forget-tickets", Duration.ofHours(1), tickets::trim);
  }

  @Bean
  Job answerRecovery(Recovery recovery) {
    return Job.every("identity.answer-recovery", Duration.ofSeconds(2), recovery::answerDue);
  }

  @Bean
  Job forgetChallenges(Challenges challenges) {
    return Job.every("identity.forget-challenges", Duration.ofHours(1), challenges::trim);
  }

  @Bean
  Job forgetProofs(Proof proof) {
    return Job.every("identity.forget-proofs", Duration.ofHours(1), proof::trim);
  }
}
