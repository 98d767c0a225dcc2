package changke.insights;

import changke.platform.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InsightsJobs {

  @Bean
  Job importHistories(Insights insights) {
    return Job.every("insights.import-histories", Duration.ofSeconds(3), insights::importWaiting);
  }

  @Bean
  Job trimDrafts(Insights insights) {
    return Job.every("insights.trim-drafts", Duration.ofHours(1), insights::trimDrafts);
  }
}
