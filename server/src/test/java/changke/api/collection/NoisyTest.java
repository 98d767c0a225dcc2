package changke.api.collection;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A source that sends more than is written is told to come again; the others hear nothing of it.
@HouseTest
class NoisyTest {

  @Autowired Sender sender;
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;
  @Autowired MeterRegistry measures;

  private static String thousand(int number) {
    return IntStream.range(0, 1_000)
        .mapToObj(i ->
            "{\"type\":\"track\",\"event\":\"Noise\",\"userId\":\"u\",\"messageId\":\"%d-%d\"}"
                .formatted(number, i))
        .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
  }

  @Test
  void a_noisy_source_gets_429_and_silences_nobody() throws Exception {
    var noisy = sender.server();
    var quiet = sender.server();
    var go = new CountDownLatch(1);
    var held = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.execute(() -> holdPositions(held, go));
      held.await();
      var noise = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (int i = 0; i < 45; i++) {
        var body = thousand(i);
        noise.add(
            CompletableFuture.supplyAsync(() -> sender.post(noisy, "/v1/batch", body), threads));
      }
      while (noise.stream().noneMatch(CompletableFuture::isDone)) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      var heard =
          CompletableFuture.supplyAsync(
              () -> sender.post(quiet, "/v1/t", "{\"event\":\"Word\",\"userId\":\"u\"}"), threads);
      TimeUnit.MILLISECONDS.sleep(300);
      assertThat(heard).isNotDone();
      assertThat(measured("changke.intake.queued")).isGreaterThan(10_000);
      assertThat(measured("changke.intake.sources")).isGreaterThanOrEqualTo(2);
      go.countDown();
      assertThat(heard.join().statusCode()).isEqualTo(200);
      var answers = noise.stream().map(CompletableFuture::join).toList();
      assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 429);
      for (var answer : answers) {
        if (answer.statusCode() == 429) {
          assertThat(answer.headers().firstValue("Retry-After").orElse("")).matches("[1-9][0-9]*");
        }
      }
      assertThat(sender.kinds(quiet)).containsExactly("Word");
      var taken = answers.stream().filter(answer -> answer.statusCode() == 200).count();
      assertThat(sender.kinds(noisy)).hasSize((int) taken * 1_000);
    }
    assertThat(measures.get("changke.intake.refused").counter().count()).isPositive();
  }

  /// Whoever holds the row of positions stops every writer.
  private void holdPositions(CountDownLatch held, CountDownLatch go) {
    new TransactionTemplate(transactions)
        .executeWithoutResult(status -> {
          jdbc.sql("SELECT last FROM activity.sequence FOR UPDATE").query().singleValue();
          held.countDown();
          try {
            go.await(8, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private double measured(String name) {
    return measures.get(name).gauge().value();
  }
}
