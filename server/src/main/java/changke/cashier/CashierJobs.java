package changke.cashier;

import changke.platform.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CashierJobs {

  @Bean
  Job cashierNotices(Cashier cashier) {
    return Job.every("cashier.notices", Duration.ofSeconds(2), cashier::sendDue);
  }
}
