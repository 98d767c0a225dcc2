package changke.play;

import changke.platform.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PlayJobs {

  @Bean
  Job readFacts(PlayFacts facts) {
    return Job.every("play.read-facts", Duration.ofSeconds(2), facts::read);
  }

  @Bean
  Job payWhatIsOwed(Payouts payouts) {
    return Job.every("play.pay-what-is-owed", Duration.ofMinutes(10), payouts::settle);
  }

  @Bean
  Job announceNextMonth(WheelStudio studio) {
    return Job.every("play.announce-next-month", Duration.ofHours(1), studio::goOn);
  }

  @Bean
  Job revealSeeds(WheelStudio studio) {
    return Job.every("play.reveal-seeds", Duration.ofSeconds(20), studio::reveal);
  }
}
