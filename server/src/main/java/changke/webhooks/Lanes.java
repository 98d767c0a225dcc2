package changke.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// A lane for each address that something is due for: one that is slow holds up itself only. A lane
/// ends after a while, so that more slow addresses than there are lanes do not keep them all.
@Component
class Lanes implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
  private static final int MOST = 64;
  private static final Duration TURN = Duration.ofSeconds(20);

  private final Set<UUID> running = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhooks-", 0).factory());
  private final Endpoints endpoints;
  private final Sending sending;
  private final Clock clock;

  Lanes(Endpoints endpoints, Sending sending, Clock clock) {
    this.endpoints = endpoints;
    this.sending = sending;
    this.clock = clock;
  }

  /// Starts what can be started and waits for nothing.
  void start() {
    var free = MOST - running.size();
    if (free > 0) {
      for (var id : endpoints.busy(running, clock.instant(), free)) {
        if (running.add(id)) {
          threads.execute(() -> run(id));
        }
      }
    }
  }

  private void run(UUID endpoint) {
    var end = System.nanoTime() + TURN.toNanos();
    try {
      while (sending.sendDue(endpoint) > 0 && System.nanoTime() < end) {
        LOG.debug("more is due at {}", endpoint);
      }
    } catch (RuntimeException e) {
      LOG.warn("webhook address {} was left for later", endpoint, e);
    } finally {
      running.remove(endpoint);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
