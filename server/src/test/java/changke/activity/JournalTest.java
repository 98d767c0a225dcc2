package changke.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import changke.HouseTest;
import changke.shared.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@HouseTest
class JournalTest {

  @Autowired Journal journal;
  @Autowired PageViews views;
  @Autowired Ids ids;
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;

  private String me = "";

  @BeforeEach
  void a_consumer_that_has_read_everything_so_far() {
    journal.preparePartitions();
    me = "test-" + ids.next();
    while (next() > 0) {
      assertThat(me).isNotEmpty();
    }
  }

  private int next() {
    journal.sequenceAll();
    return journal.read(me, 10_000, events -> {});
  }

  private List<UUID> read() {
    journal.sequenceAll();
    var facts = new ArrayList<UUID>();
    journal.read(me, 10_000, events -> events.forEach(e -> facts.add(e.happening().fact())));
    return facts;
  }

  private Happening happening() {
    return new Happening(
        ids.next(),
        "Tested",
        Optional.empty(),
        Optional.empty(),
        Instant.parse("2026-05-01T10:00:00Z"),
        Map.of("count", 3, "word", "门"));
  }

  @Test
  void what_commits_late_is_not_skipped() throws Exception {
    var slow = happening();
    var quick = happening();
    var appended = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    try (var threads = Executors.newSingleThreadExecutor()) {
      var late =
          threads.submit(() ->
              new TransactionTemplate(transactions)
                  .executeWithoutResult(status -> {
                    journal.append(slow);
                    appended.countDown();
                    await(go);
                  }));
      appended.await();
      journal.append(quick);
      assertThat(read()).containsExactly(quick.fact());
      go.countDown();
      late.get();
      assertThat(read()).containsExactly(slow.fact());
      assertThat(read()).isEmpty();
    }
  }

  @Test
  void a_fact_that_arrives_twice_is_written_once() {
    var once = happening();
    journal.append(once);
    journal.append(once);
    assertThat(read()).containsExactly(once.fact());
    journal.append(once);
    assertThat(read()).isEmpty();
  }

  @Test
  void what_is_rolled_back_never_happened() {
    var never = happening();
    new TransactionTemplate(transactions)
        .executeWithoutResult(status -> {
          journal.append(never);
          status.setRollbackOnly();
        });
    assertThat(read()).isEmpty();
    journal.append(never);
    assertThat(read()).containsExactly(never.fact());
  }

  @Test
  void a_consumer_that_fails_reads_the_same_again() {
    var one = happening();
    journal.append(one);
    journal.sequenceAll();
    assertThatThrownBy(() ->
            journal.read(
                me,
                10,
                events -> {
                  throw new IllegalStateException("not now");
                }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(read()).containsExactly(one.fact());
  }

  @Test
  void everything_comes_back_as_it_was_written() {
    var written = happening();
    journal.append(written);
    journal.sequenceAll();
    var read = new ArrayList<Event>();
    journal.read(me, 10, read::addAll);
    assertThat(read).extracting(Event::happening).containsExactly(written);
  }

  @Test
  void many_writers_and_one_reader_lose_nothing_and_see_nothing_twice() throws Exception {
    var seed = 20_260_501L;
    System.out.println("seed " + seed);
    var written = java.util.Collections.synchronizedList(new ArrayList<UUID>());
    var seen = new ArrayList<UUID>();
    try (var threads = Executors.newFixedThreadPool(3)) {
      for (int thread = 0; thread < 3; thread++) {
        var random = new Random(seed + thread);
        threads.execute(() -> {
          for (int i = 0; i < 40; i++) {
            boolean keep = random.nextInt(5) > 0;
            new TransactionTemplate(transactions)
                .executeWithoutResult(status -> {
                  for (int n = random.nextInt(3); n >= 0; n--) {
                    var one = happening();
                    journal.append(one);
                    if (keep) {
                      written.add(one.fact());
                    } else {
                      status.setRollbackOnly();
                    }
                  }
                });
          }
        });
      }
      threads.shutdown();
      while (!threads.isTerminated()) {
        seen.addAll(read());
      }
    }
    seen.addAll(read());
    assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  void stopping_writes_every_page_view_out() {
    var all = new ArrayList<UUID>();
    for (int i = 0; i < 2_500; i++) {
      var view = happening();
      all.add(view.fact());
      views.take(view);
    }
    views.stop();
    try {
      assertThat(read()).containsExactlyElementsOf(all);
    } finally {
      views.start();
    }
  }

  @Test
  void the_journal_has_a_partition_for_this_month_and_the_next_two() {
    assertThat(
            jdbc.sql(
                    "SELECT count(*) FROM pg_inherits WHERE inhparent = 'activity.event'::regclass")
                .query(Long.class)
                .single())
        .isGreaterThanOrEqualTo(4);
    journal.append(happening());
    read();
    assertThat(jdbc.sql("SELECT count(*) FROM activity.event_other").query(Long.class).single())
        .isZero();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
