package changke.ledger;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LedgerJobs {

  @Bean
  RecurringTask<Void> ledgerRollUp(Ledger ledger) {
    return Tasks.recurring("ledger-roll-up", FixedDelay.ofSeconds(10))
        .execute((instance, context) -> ledger.rollUp());
  }

  @Bean
  RecurringTask<Void> ledgerProof(Ledger ledger) {
    return Tasks.recurring("ledger-proof", Schedules.daily(LocalTime.of(3, 10)))
        .execute((instance, context) -> ledger.prove());
  }
}
