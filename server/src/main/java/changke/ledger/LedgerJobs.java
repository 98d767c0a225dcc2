package changke.ledger;

import changke.platform.Job;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LedgerJobs {

  @Bean
  Job ledgerRollUp(Ledger ledger) {
    return Job.every("ledger.roll-up", Duration.ofSeconds(10), ledger::rollUp);
  }

  @Bean
  Job ledgerProof(Ledger ledger) {
    return Job.daily("ledger.proof", LocalTime.of(3, 10), ZoneOffset.UTC, ledger::prove);
  }
}
