package changke.platform;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.modulith.events.EventPublication.Status;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.modulith.events.core.PublicationTargetIdentifier;
import org.springframework.modulith.events.core.TargetEventPublication;

/// The registry of facts, with less to say to the database: a fact that its listener has dealt with
/// is struck out a moment later together with others, and that a listener begins is not written.
///
/// A process that is killed before it struck out tells those facts again after its next start. That
/// can happen with any registry, between a listener's commit and its own; listeners expect it.
final class FactRegistry implements EventPublicationRepository, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FactRegistry.class);
  private static final int AT_ONCE = 500;
  private static final int MOST_WAITING = 10_000;
  private static final long PAUSE_MS = 200;

  private final EventPublicationRepository rows;
  private final LinkedBlockingQueue<UUID> done = new LinkedBlockingQueue<>(MOST_WAITING);
  private final Thread striker;
  private volatile boolean closed;

  FactRegistry(EventPublicationRepository rows) {
    this.rows = rows;
    this.striker = Thread.ofVirtual().name("facts-done").start(this::strikeOut);
  }

  @Override
  public void markProcessing(UUID id) {
    // Told once or told again, a listener decides by what it finds; nobody asks who has begun.
  }

  @Override
  public void markCompleted(TargetEventPublication publication, Instant at) {
    markCompleted(publication.getIdentifier(), at);
  }

  @Override
  public void markCompleted(UUID id, Instant at) {
    if (closed || !done.offer(id)) {
      rows.markCompleted(id, at);
    }
  }

  @Override
  public void markCompleted(Object event, PublicationTargetIdentifier listener, Instant at) {
    rows.markCompleted(event, listener, at);
  }

  /// Strikes out what is left; the database is still there when this is closed.
  @Override
  public void close() throws InterruptedException {
    closed = true;
    striker.interrupt();
    striker.join();
  }

  private void strikeOut() {
    while (!closed) {
      try {
        strike(done.take());
      } catch (InterruptedException closing) {
        break;
      }
    }
    for (var id = done.poll(); id != null; id = done.poll()) {
      strike(id);
    }
  }

  /// Waits a moment for others; being closed ends the wait and loses nothing.
  private void strike(UUID first) {
    try {
      TimeUnit.MILLISECONDS.sleep(closed ? 0 : PAUSE_MS);
    } catch (InterruptedException closing) {
      LOG.debug("closing");
    }
    var ids = new ArrayList<UUID>(List.of(first));
    done.drainTo(ids, AT_ONCE - 1);
    try {
      rows.deletePublications(ids);
    } catch (RuntimeException e) {
      LOG.warn("{} facts are not struck out and will be told again", ids.size(), e);
    }
  }

  @Override
  public TargetEventPublication create(TargetEventPublication publication) {
    return rows.create(publication);
  }

  @Override
  public void markFailed(UUID id) {
    rows.markFailed(id);
  }

  @Override
  public boolean markResubmitted(UUID id, Instant at) {
    return rows.markResubmitted(id, at);
  }

  @Override
  public List<TargetEventPublication> findIncompletePublications() {
    return rows.findIncompletePublications();
  }

  @Override
  public List<TargetEventPublication> findIncompletePublicationsPublishedBefore(Instant before) {
    return rows.findIncompletePublicationsPublishedBefore(before);
  }

  @Override
  public Optional<TargetEventPublication> findIncompletePublicationsByEventAndTargetIdentifier(
      Object event, PublicationTargetIdentifier listener) {
    return rows.findIncompletePublicationsByEventAndTargetIdentifier(event, listener);
  }

  @Override
  public List<TargetEventPublication> findCompletedPublications() {
    return rows.findCompletedPublications();
  }

  @Override
  public List<TargetEventPublication> findFailedPublications(FailedCriteria criteria) {
    return rows.findFailedPublications(criteria);
  }

  @Override
  public List<TargetEventPublication> findByStatus(Status status) {
    return rows.findByStatus(status);
  }

  @Override
  public int countByStatus(Status status) {
    return rows.countByStatus(status);
  }

  @Override
  public void deletePublications(List<UUID> ids) {
    rows.deletePublications(ids);
  }

  @Override
  public void deleteCompletedPublications() {
    rows.deleteCompletedPublications();
  }

  @Override
  public void deleteCompletedPublicationsBefore(Instant before) {
    rows.deleteCompletedPublicationsBefore(before);
  }
}
