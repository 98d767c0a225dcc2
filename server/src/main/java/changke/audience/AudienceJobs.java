package changke.audience;

import changke.platform.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AudienceJobs {

  /// The follower sees to it within a second; this is for a process whose follower died.
  @Bean
  Job sweepAudience(Turns turns) {
    return Job.every("audience.sweep", Duration.ofMinutes(10), turns::sweepAll);
  }
}
