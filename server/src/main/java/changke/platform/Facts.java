package changke.platform;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.scheduling.annotation.AsyncConfigurer;

/// How facts reach their listeners: by a few threads, so that a burst of facts leaves connections
/// for visitors, and again when a listener failed or the process died; the registry keeps them.
@Configuration(proxyBeanMethods = false)
class Facts {

  private static final int THREADS = 6;
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(45);

  @Bean
  FactThreads factThreads() {
    return new FactThreads();
  }

  @Bean
  @Primary
  FactRegistry factRegistry(
      @Qualifier("jdbcEventPublicationRepository") EventPublicationRepository rows) {
    return new FactRegistry(rows);
  }

  @Bean
  Job factsAgain(IncompleteEventPublications incomplete) {
    return Job.every(
        "platform.facts-again",
        Duration.ofSeconds(10),
        () -> incomplete.resubmitIncompletePublicationsOlderThan(AGAIN_AFTER));
  }

  static final class FactThreads implements AsyncConfigurer, AutoCloseable {

    private final ExecutorService threads =
        Executors.newFixedThreadPool(THREADS, Thread.ofVirtual().name("fact-", 0).factory());

    @Override
    public Executor getAsyncExecutor() {
      return threads;
    }

    /// Waits for what has begun; what has not is told again after the next start.
    @Override
    public void close() {
      threads.shutdownNow();
    }
  }
}
