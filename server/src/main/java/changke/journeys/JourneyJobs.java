package changke.journeys;

import changke.platform.Job;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class JourneyJobs {

  @Bean
  Job enterByTimetable(Timetable timetable) {
    return Job.every("journeys.timetable", Duration.ofMinutes(1), timetable::turn);
  }

  @Bean
  Job reviewJourneys(Reviews reviews) {
    return Job.daily("journeys.review", LocalTime.of(2, 20), ZoneOffset.UTC, reviews::look);
  }

  @Bean
  Job keepJourneysTidy(Upkeep upkeep) {
    return Job.every("journeys.upkeep", Duration.ofHours(1), upkeep::turn);
  }
}
