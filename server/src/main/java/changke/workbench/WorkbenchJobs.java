package changke.workbench;

import changke.platform.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WorkbenchJobs {

  @Bean
  Job tellLowStock(StockAlerts alerts) {
    return Job.every("workbench.tell-low-stock", Duration.ofMinutes(5), alerts::look);
  }
}
