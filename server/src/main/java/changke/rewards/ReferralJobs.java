package changke.rewards;

import changke.platform.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReferralJobs {

  @Bean
  Job settleReferrals(Referrals referrals) {
    return Job.every("rewards.settle-referrals", Duration.ofMinutes(5), referrals::settle);
  }

  @Bean
  Job forgetTraces(Referrals referrals) {
    return Job.every("rewards.forget-traces", Duration.ofHours(12), referrals::forget);
  }
}
