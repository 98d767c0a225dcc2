package changke.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.shared.Ids;
import changke.shared.MerchantId;
import changke.shared.PersonId;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/// What happens when the other side, or this one, does not behave. The tests send by themselves, on
/// a clock of their own that is far ahead of the house's, so that its jobs find nothing due.
@HouseTest
class SendingTest {

  private static final Duration AHEAD = Duration.ofDays(1000);

  @Autowired Endpoints endpoints;
  @Autowired Secrets secrets;
  @Autowired Deliveries deliveries;
  @Autowired Attempts attempts;
  @Autowired Courier courier;
  @Autowired WebhookLetters letters;
  @Autowired RandomGenerator random;
  @Autowired MeterRegistry meters;
  @Autowired PlatformTransactionManager transactions;
  @Autowired Webhooks webhooks;
  @Autowired JdbcClient jdbc;
  @Autowired Ids ids;
  @Autowired Clock house;

  private final Receiver receiver = new Receiver();
  private Instant now = Instant.EPOCH;

  private final Clock ours =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };

  @AfterEach
  void the_receiver_goes() {
    receiver.close();
  }

  @Test
  void a_process_that_dies_between_sending_and_noting_sends_the_same_again() {
    var endpoint = endpoint(receiver.url());
    queue(endpoint, 1);
    var sending = sending(courier);
    var found = endpoints.find(endpoint).orElseThrow();
    var claimed = deliveries.claim(endpoint, now, Sending.CLAIMED_FOR, Sending.BATCH);
    assertThat(sending.carry(found, secrets.valid(endpoint, now), claimed.getFirst()).isGood())
        .isTrue();
    // Here it dies. Nobody sends it while the claim lasts.
    assertThat(sending.sendDue(endpoint)).isZero();
    now = now.plus(Sending.CLAIMED_FOR);
    assertThat(sending.sendDue(endpoint)).isEqualTo(1);
    assertThat(receiver.got).hasSize(2);
    assertThat(receiver.got.get(1).id()).isEqualTo(receiver.got.get(0).id()).startsWith("msg_");
    assertThat(receiver.got.get(1).body()).isEqualTo(receiver.got.get(0).body());
    assertThat(receiver.got.get(1).header("webhook-timestamp"))
        .isNotEqualTo(receiver.got.get(0).header("webhook-timestamp"));
    assertThat(one(endpoint).state()).isEqualTo(Delivery.State.DELIVERED);
    assertThat(sending.sendDue(endpoint)).isZero();
  }

  @Test
  void the_official_library_believes_what_is_sent_and_nothing_else() throws Exception {
    now = Instant.now();
    var endpoint = endpoint(receiver.url());
    var first = secrets.valid(endpoint, now).getFirst();
    var second = secrets.fresh(ids.next(), endpoint, now.plusMillis(1));
    var body = "{\"type\":\"order.paid\",\"data\":{\"title\":\"星际点卡\"}}";
    var one = new Deliveries.Claimed(ids.next(), ids.next(), body, 1, 1);
    var signing = secrets.valid(endpoint, now);
    sending(courier).carry(endpoints.find(endpoint).orElseThrow(), signing, one);
    var got = receiver.got.getFirst();
    for (var secret : List.of(first, second)) {
      var official = new Webhook(secret);
      assertThatCode(() -> official.verify(got.body(), got.headers())).doesNotThrowAnyException();
      assertThatThrownBy(() -> official.verify(got.body() + " ", got.headers()))
          .isInstanceOf(WebhookVerificationException.class);
    }
  }

  @Test
  void two_processes_share_the_work_and_nothing_is_sent_twice() throws Exception {
    var endpoint = endpoint(receiver.url());
    queue(endpoint, 150);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int process = 0; process < 2; process++) {
        var sending = sending(courier);
        threads.execute(() -> {
          while (sending.sendDue(endpoint) > 0) {
            Thread.onSpinWait();
          }
        });
      }
    }
    assertThat(receiver.got).hasSize(150);
    assertThat(receiver.got).extracting(Receiver.Got::id).doesNotHaveDuplicates();
  }

  @Test
  void a_delivery_walks_through_the_schedule_and_the_address_is_switched_off_after_days() {
    receiver.answering(Receiver.says(503, "not now"));
    var endpoint = endpoint(receiver.url());
    queue(endpoint, 1);
    var sending = sending(courier);
    walk(sending, endpoint);
    assertThat(receiver.got).hasSize(Schedule.TRIES);
    assertThat(new HashSet<>(receiver.got.stream().map(Receiver.Got::id).toList())).hasSize(1);
    assertThat(one(endpoint).state()).isEqualTo(Delivery.State.FAILED);
    assertThat(endpoints.find(endpoint).orElseThrow().isOn()).as("three days only").isTrue();
    var tries = attempts.of(one(endpoint).id());
    assertThat(tries).hasSize(Schedule.TRIES);
    assertThat(tries.getFirst().status()).isEqualTo(503);
    assertThat(tries.getFirst().said()).isEqualTo("not now");
    queue(endpoint, 1);
    walk(sending, endpoint);
    assertThat(String.valueOf(endpoints.find(endpoint).orElseThrow().off())).contains("FAILING");
  }

  @Test
  void one_good_answer_forgives_the_bad_days() {
    receiver.answering(Receiver.status(500));
    var endpoint = endpoint(receiver.url());
    queue(endpoint, 1);
    var sending = sending(courier);
    sending.sendDue(endpoint);
    assertThat(endpoints.find(endpoint).orElseThrow().failingSince()).isNotNull();
    receiver.answering(Receiver.status(202));
    now = now.plusSeconds(6);
    sending.sendDue(endpoint);
    assertThat(endpoints.find(endpoint).orElseThrow().failingSince()).isNull();
  }

  @Test
  void a_wish_to_wait_is_honoured() {
    receiver.answering(Receiver.status(429, "Retry-After", "1000"));
    var endpoint = endpoint(receiver.url());
    queue(endpoint, 1);
    var sending = sending(courier);
    sending.sendDue(endpoint);
    now = now.plusSeconds(999);
    assertThat(sending.sendDue(endpoint)).isZero();
    now = now.plusSeconds(1);
    assertThat(sending.sendDue(endpoint)).isEqualTo(1);
  }

  @Test
  void a_redirect_is_not_followed() {
    try (var inside = new Receiver()) {
      receiver.answering(Receiver.status(302, "Location", inside.url()));
      assertThat(courier.carry(receiver.url(), Map.of(), "{}").status()).isEqualTo(302);
      assertThat(inside.got).isEmpty();
    }
  }

  @Test
  void a_name_that_leads_home_is_not_asked() {
    var strict = new Courier(new Targets(false), ours);
    var answer = strict.carry("https://localhost:" + receiver.port() + "/x", Map.of(), "{}");
    assertThat(answer.status()).isZero();
    assertThat(answer.problem()).isEqualTo("not-public");
    assertThat(receiver.got).isEmpty();
  }

  @Test
  void an_endless_answer_is_read_for_a_little_only() {
    receiver.answering(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      var block = "x".repeat(64 * 1024).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      try {
        for (int i = 0; i < 10_000; i++) {
          exchange.getResponseBody().write(block);
        }
      } catch (IOException hungUp) {
        return;
      }
    });
    var answer = courier.carry(receiver.url(), Map.of(), "{}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.said().length()).isLessThanOrEqualTo(1000);
  }

  @Test
  void whoever_never_answers_or_talks_rubbish_is_let_go() throws IOException {
    var quick = new Courier(new Targets(true), ours, Duration.ofMillis(300));
    try (var mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      var answer = quick.carry("http://127.0.0.1:" + mute.getLocalPort() + "/", Map.of(), "{}");
      assertThat(answer.problem()).isEqualTo("too-slow");
      Thread.startVirtualThread(() -> {
        try (var peer = mute.accept();
            var second = mute.accept()) {
          peer.getOutputStream().write(0);
          second
              .getOutputStream()
              .write(
                  "SSH-2.0-OpenSSH\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
          second.getOutputStream().flush();
          second.getInputStream().readAllBytes();
        } catch (IOException gone) {
          return;
        }
      });
      assertThat(
              courier
                  .carry("http://127.0.0.1:" + mute.getLocalPort() + "/", Map.of(), "{}")
                  .problem())
          .isEqualTo("not-http");
    }
    assertThat(courier.carry("https://nowhere.invalid/x", Map.of(), "{}").problem())
        .isEqualTo("unknown-name");
  }

  @Test
  void an_address_that_hangs_holds_up_nobody_else() throws Exception {
    var release = new CountDownLatch(1);
    try (var slow = new Receiver().answering(exchange -> release.await())) {
      var hanging = endpoint(slow.url());
      var quick = endpoint(receiver.url());
      now = house.instant();
      queue(hanging, 40);
      queue(quick, 40);
      await().atMost(Duration.ofSeconds(10)).until(() -> receiver.got.size() == 40);
      assertThat(slow.got.size()).isLessThanOrEqualTo(Sending.BATCH);
      release.countDown();
    }
  }

  /// Until nothing is left to try, from one due time to the next.
  private void walk(Sending sending, UUID endpoint) {
    for (int tries = 0; tries < 20 && sending.sendDue(endpoint) > 0; tries++) {
      var next = one(endpoint).dueAt();
      now = next.isAfter(now) ? next : now;
    }
  }

  private UUID endpoint(String url) {
    now = now.equals(Instant.EPOCH) ? house.instant().plus(AHEAD) : now;
    var draft = new EndpointDraft(url, "", Set.of(EventKind.ORDER_PAID));
    var shop = Owner.shop(new MerchantId(ids.next()));
    return ((Adding.Added) webhooks.add(shop, draft, new PersonId(ids.next()))).endpoint().id();
  }

  private void queue(UUID endpoint, int many) {
    IntStream.range(0, many)
        .forEach(i -> {
          var body = "{\"type\":\"order.paid\",\"number\":" + i + "}";
          deliveries.queue(
              ids.next(),
              "order.paid",
              List.of(new Deliveries.Fresh(ids.next(), endpoint, body, false)),
              now);
        });
  }

  private Delivery one(UUID endpoint) {
    return deliveries.list(endpoint, null, 10, 0).getFirst();
  }

  private Sending sending(Courier by) {
    return new Sending(
        endpoints, secrets, deliveries, attempts, by, letters, random, ours, meters, transactions);
  }
}
