package changke.messaging;

import changke.shared.Ids;
import changke.shared.PersonId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Writes to people.
@Component
public class Messaging {

  private static final Logger log = LoggerFactory.getLogger(Messaging.class);
  private static final int BATCH = 20;
  private static final int MOST_BATCHES = 100;
  private static final int TRIES = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  private static final Duration KEPT = Duration.ofDays(30);

  private final Outbox outbox;
  private final Post post;
  private final Forgetting forgetting;
  private final Ids ids;
  private final Clock clock;

  Messaging(
      Outbox outbox, Post post, Forgetting forgetting, Ids ids, Clock clock, MeterRegistry meters) {
    this.outbox = outbox;
    this.post = post;
    this.forgetting = forgetting;
    this.ids = ids;
    this.clock = clock;
    meters.gauge("changke.messaging.waiting", outbox, Outbox::waiting);
  }

  /// Queues the letter in the caller's transaction: when that is undone, so is the letter. The same
  /// request key queues once, however often it is called.
  @Transactional(propagation = Propagation.MANDATORY)
  public void queue(String requestKey, Recipient to, Letter letter) {
    var variables = Variables.of(letter);
    var name = letter.getClass().getSimpleName();
    Templates.write(name, to.language(), variables);
    outbox.queue(ids.next(), requestKey, to, name, Variables.write(variables), clock.instant());
  }

  /// Sends what is due; several processes share the work. A letter whose process is killed between
  /// sending and noting it is sent again under the same id.
  public int sendDue() {
    var due = outbox.claim(clock.instant(), PATIENCE, BATCH);
    due.forEach(this::send);
    return due.size();
  }

  /// Batch after batch until nothing is due, so that a rush of orders does not wait for its mail.
  void sendAllDue() {
    for (int batches = 0; batches < MOST_BATCHES && sendDue() == BATCH; batches++) {
      log.debug("more letters are due");
    }
  }

  /// The delivery log, newest first.
  public List<SentLetter> recent(int limit, int offset) {
    return outbox.recent(limit, offset);
  }

  /// Letters by their request keys, the oldest first; those that are forgotten are missing.
  public List<SentLetter> find(Collection<String> requestKeys) {
    return requestKeys.isEmpty() ? List.of() : outbox.find(requestKeys);
  }

  /// Letters to one person, the newest first; those that are forgotten are missing.
  public List<SentLetter> to(PersonId person, int most) {
    return outbox.ofPerson(person.value(), most);
  }

  /// Every letter to somebody who leaves, those that wait among them.
  @Transactional
  public void forget(PersonId person, String email) {
    forgetting.person(person);
    outbox.forget(person.value(), email);
  }

  void forgetOld() {
    outbox.forget(clock.instant().minus(KEPT));
  }

  private void send(Outbox.Waiting letter) {
    try {
      var variables = Variables.read(letter.variables());
      post.send(
          letter.id(),
          letter.email(),
          Templates.write(letter.letter(), letter.language(), variables));
      outbox.sent(letter.id(), clock.instant());
    } catch (RuntimeException e) {
      var last = letter.attempts() >= TRIES;
      var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(letter.attempts(), TRIES));
      log.warn(
          "letter {} was not sent, try {}: {}",
          letter.id(),
          letter.attempts(),
          e.getClass().getSimpleName());
      outbox.failed(
          letter.id(),
          e.getClass().getSimpleName(),
          clock.instant().plus(pause),
          last,
          clock.instant());
    }
  }
}
