package changke.identity;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IdentityJobs {

  @Bean
  RecurringTask<Void> trimAttempts(Throttle throttle) {
    return Tasks.recurring("identity.trim-attempts", FixedDelay.of(Duration.ofHours(1)))
        .execute((task, context) -> throttle.trim());
  }
}
