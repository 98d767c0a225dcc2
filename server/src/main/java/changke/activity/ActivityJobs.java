package changke.activity;

import changke.platform.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ActivityJobs {

  @Bean
  Job sequenceJournal(Journal journal) {
    return Job.every("activity.sequence", Duration.ofSeconds(1), journal::sequenceAll);
  }

  @Bean
  Job prepareJournal(Journal journal) {
    return Job.every(
        "activity.prepare-partitions", Duration.ofHours(12), journal::preparePartitions);
  }

  @Bean
  Job trimJournal(Retention retention) {
    return Job.every("activity.trim", Duration.ofHours(6), retention::trim);
  }

  @Bean
  Job archiveJournal(Archive archive) {
    return Job.every("activity.archive", Duration.ofHours(12), archive::leaveOld);
  }

  @Bean
  Job sweepErased(Erasure erasure) {
    return Job.every("activity.sweep-erased", Duration.ofHours(6), erasure::sweep);
  }

  @Bean
  Job measureJournal(JournalMeasures measures) {
    return Job.every("activity.measure", Duration.ofSeconds(15), measures::read);
  }
}
