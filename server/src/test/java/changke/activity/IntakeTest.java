package changke.activity;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Intake when the database is slow, gone, or will not have something.
@HouseTest
class IntakeTest {

  @Autowired Intake intake;
  @Autowired IntakeWriters writers;
  @Autowired Sources sources;
  @Autowired Events events;
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;

  private static Delivery batch(String key, int from, int count) {
    var body = new StringBuilder("{\"batch\":[");
    for (int i = from; i < from + count; i++) {
      body.append(i == from ? "" : ",")
          .append("{\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\",\"messageId\":\"m")
          .append(i)
          .append("\"}");
    }
    return new Delivery(
        body.append("]}").toString().getBytes(StandardCharsets.UTF_8),
        null,
        List.of(key),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private long written(Source source) {
    return jdbc.sql("SELECT count(*) FROM activity.event WHERE source = ?")
        .param(source.id())
        .query(Long.class)
        .single();
  }

  @Test
  void what_does_not_fit_is_refused_and_what_was_acknowledged_is_there() throws Exception {
    var opened = sources.open("flood", Source.Kind.SERVER, false, false);
    var receipts = new ArrayList<CompletableFuture<Receipt>>();
    var held = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // Whoever holds the row of positions stops every writer.
      threads.execute(() ->
          new TransactionTemplate(transactions)
              .executeWithoutResult(status -> {
                events.lockLast();
                held.countDown();
                await(go);
              }));
      held.await();
      for (int i = 0; i < 60; i++) {
        var delivery = batch(opened.key(), i * 1_000, 1_000);
        receipts.add(CompletableFuture.supplyAsync(() -> intake.take(delivery), threads));
      }
      while (receipts.stream().noneMatch(CompletableFuture::isDone)) {
        Thread.onSpinWait();
      }
      go.countDown();
    }
    var all = receipts.stream().map(CompletableFuture::join).toList();
    var taken = all.stream().filter(Receipt.Taken.class::isInstance).count();
    assertThat(all)
        .allMatch(receipt -> receipt instanceof Receipt.Taken || receipt instanceof Receipt.Busy);
    assertThat(all)
        .filteredOn(Receipt.Busy.class::isInstance)
        .isNotEmpty()
        .allMatch(busy -> ((Receipt.Busy) busy).retryAfterSeconds() >= 1);
    assertThat(written(opened.source())).isEqualTo(taken * 1_000);
  }

  @Test
  void a_key_store_that_does_not_answer_is_no_wrong_key() {
    jdbc.sql("ALTER TABLE activity.write_key RENAME TO write_key_away").update();
    try {
      assertThat(intake.take(batch("unheard-of", 0, 1))).isInstanceOf(Receipt.Down.class);
    } finally {
      jdbc.sql("ALTER TABLE activity.write_key_away RENAME TO write_key").update();
    }
    assertThat(intake.take(batch("unheard-of", 0, 1))).isInstanceOf(Receipt.WrongKey.class);
  }

  @Test
  void what_the_database_will_not_have_is_logged_and_delays_nobody() {
    var opened = sources.open("poison", Source.Kind.SERVER, false, false);
    var entry =
        new Entry(
            new UUID(9, 9), false, "Poison", null, null, Instant.EPOCH, "{\"a\":\"\\u0000\"}");
    var poison = new Bundle(opened.source(), List.of(entry), List.of(), new CompletableFuture<>());
    assertThat(writers.offer(poison)).isTrue();
    assertThat(intake.take(batch(opened.key(), 0, 3))).isEqualTo(new Receipt.Taken(3));
    poison.done().join();
    assertThat(written(opened.source())).isEqualTo(3);
    assertThat(sources.rejections(opened.source().id(), 5, 0))
        .extracting(Rejection::reason)
        .containsExactly(Rejection.Reason.UNSTORABLE);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
