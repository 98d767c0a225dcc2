package changke.trials;

import changke.platform.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TrialsJobs {

  private static final Duration KEPT = Duration.ofDays(400);

  @Bean
  Job trialsFollow(Following following) {
    return Job.every("trials.follow", Duration.ofSeconds(15), following::follow);
  }

  @Bean
  Job trialsCount(ReadOuts readOuts) {
    return Job.every("trials.count", Duration.ofMinutes(15), readOuts::countAll);
  }

  @Bean
  Job trialsSteer(Steering steering) {
    return Job.daily("trials.steer", LocalTime.of(4, 30), ZoneOffset.UTC, steering::lookAtAll);
  }

  @Bean
  Job trialsTrim(TrialRows trials, DeedRows deeds, Clock clock) {
    return Job.daily(
        "trials.trim",
        LocalTime.of(4, 0),
        ZoneOffset.UTC,
        () -> deeds.trim(clock.instant().minus(KEPT), kept(trials)));
  }

  /// Kinds that some trial asks for that has not ended.
  private static Set<String> kept(TrialRows trials) {
    var kept = new HashSet<>(Set.of(Deed.CAME));
    trials.all().stream()
        .filter(trial -> trial.state() != Trial.State.ENDED)
        .forEach(trial -> kept.addAll(trial.definition().acts()));
    return kept;
  }
}
