package changke.orders;

import changke.platform.Job;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({OrderSettings.class, DisputeSettings.class})
class OrdersJobs {

  @Bean
  Job ordersExpire(Orders orders) {
    return Job.every("orders.expire", Duration.ofSeconds(5), orders::expire);
  }

  @Bean
  Job ordersFinish(Orders orders) {
    return Job.every("orders.finish", Duration.ofSeconds(5), orders::finish);
  }

  @Bean
  Job ordersComplete(Orders orders) {
    return Job.every("orders.complete", Duration.ofMinutes(5), orders::complete);
  }

  @Bean
  Job ordersDecideComplaints(Orders orders) {
    return Job.every("orders.decide-complaints", Duration.ofMinutes(5), orders::decideOverdue);
  }
}
