package changke.webhooks;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Claims, sends, notes. A process that is killed between sending and noting leaves a claim that
/// ends, and the next one sends the same body under the same id.
@Component
class Sending {

  static final int BATCH = 16;
  static final Duration CLAIMED_FOR = Duration.ofMinutes(2);

  private final Endpoints endpoints;
  private final Secrets secrets;
  private final Deliveries deliveries;
  private final Attempts attempts;
  private final Courier courier;
  private final WebhookLetters letters;
  private final RandomGenerator random;
  private final Clock clock;
  private final MeterRegistry meters;
  private final TransactionTemplate transaction;

  Sending(
      Endpoints endpoints,
      Secrets secrets,
      Deliveries deliveries,
      Attempts attempts,
      Courier courier,
      WebhookLetters letters,
      RandomGenerator random,
      Clock clock,
      MeterRegistry meters,
      PlatformTransactionManager transactions) {
    this.endpoints = endpoints;
    this.secrets = secrets;
    this.deliveries = deliveries;
    this.attempts = attempts;
    this.courier = courier;
    this.letters = letters;
    this.random = random;
    this.clock = clock;
    this.meters = meters;
    this.transaction = new TransactionTemplate(transactions);
  }

  /// Sends a batch of what is due at one address, all at once; returns how many there were.
  int sendDue(UUID endpoint) {
    var found = endpoints.find(endpoint).filter(Endpoint::isOn);
    if (found.isEmpty()) {
      return 0;
    }
    var signing = secrets.valid(endpoint, clock.instant());
    var batch = deliveries.claim(endpoint, clock.instant(), CLAIMED_FOR, BATCH);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      batch.forEach(one -> threads.execute(() -> send(found.get(), signing, one)));
    }
    return batch.size();
  }

  private void send(Endpoint endpoint, List<String> signing, Deliveries.Claimed one) {
    var answer = carry(endpoint, signing, one);
    // Cut off by the end of this process: the claim ends, and it is sent again.
    if (!Thread.currentThread().isInterrupted()) {
      note(endpoint, one, answer);
    }
  }

  Answer carry(Endpoint endpoint, List<String> signing, Deliveries.Claimed one) {
    var at = clock.instant();
    var id = Delivery.messageId(one.fact());
    var headers = new LinkedHashMap<String, String>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", String.valueOf(at.getEpochSecond()));
    headers.put("webhook-signature", Signature.header(signing, id, at, one.body()));
    return courier.carry(endpoint.url(), headers, one.body());
  }

  private void note(Endpoint endpoint, Deliveries.Claimed one, Answer answer) {
    meters
        .counter("changke.webhooks.tries", "outcome", answer.isGood() ? "accepted" : "refused")
        .increment();
    transaction.executeWithoutResult(_ -> {
      if (answer.isGood()) {
        attempts.add(one.id(), one.number(), clock.instant(), answer);
        deliveries.delivered(one.id(), clock.instant());
        endpoints.wentWell(endpoint.id());
      } else {
        endpoints.lock(endpoint.id()).ifPresent(now -> wentWrong(now, one, answer));
      }
    });
  }

  private void wentWrong(Endpoint endpoint, Deliveries.Claimed one, Answer answer) {
    var now = clock.instant();
    attempts.add(one.id(), one.number(), now, answer);
    endpoints.wentWrong(endpoint.id(), now);
    switch (Schedule.after(answer, one.step(), endpoint.failingSince(), now, random.nextDouble())) {
      case Schedule.Next.Accepted _ ->
          throw new IllegalStateException("a try that went wrong is not accepted");
      case Schedule.Next.Again again -> deliveries.again(one.id(), again.at());
      case Schedule.Next.GivenUp _ -> deliveries.givenUp(one.id(), now);
      case Schedule.Next.SwitchedOff off -> {
        deliveries.givenUp(one.id(), now);
        deliveries.allMissed(endpoint.id(), now);
        if (endpoints.off(endpoint.id(), off.why(), now)) {
          letters.switchedOff(endpoint, off.why(), now);
        }
      }
    }
  }
}
