package changke.rewards;

import changke.platform.Job;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RewardSettings.class)
class RewardsJobs {

  @Bean
  Job rewardsMature(Rewards rewards) {
    return Job.every("rewards.mature", Duration.ofMinutes(1), rewards::mature);
  }

  @Bean
  Job rewardsExpire(Rewards rewards) {
    return Job.every("rewards.expire", Duration.ofMinutes(1), rewards::expire);
  }

  @Bean
  Job rewardsExpireCoupons(Coupons coupons) {
    return Job.every("rewards.expire-coupons", Duration.ofMinutes(5), coupons::expire);
  }

  @Bean
  Job rewardsRemind(Reminders reminders) {
    return Job.every("rewards.remind", Duration.ofMinutes(15), reminders::send);
  }

  @Bean
  Job rewardsTiers(Tiers tiers) {
    return Job.daily("rewards.tiers", LocalTime.of(1, 10), ZoneOffset.UTC, tiers::lookAtAll);
  }

  @Bean
  Job rewardsRulebook(Rulebook rulebook) {
    return Job.every("rewards.rulebook", Duration.ofMinutes(5), rulebook::publish);
  }

  @Bean
  Job rewardsProof(Rewards rewards) {
    return Job.daily("rewards.proof", LocalTime.of(3, 30), ZoneOffset.UTC, rewards::prove);
  }
}
