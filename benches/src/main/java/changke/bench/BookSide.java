package changke.bench;

import changke.ledger.Ledger;
import changke.ledger.Posting;
import changke.ledger.PostingResult;
import changke.shared.Ids;
import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/// The server's own ledger, put together with nothing else of the server.
final class BookSide implements LedgerBench.Side, AutoCloseable {

  private static final int OPENED_AT_ONCE = 500;

  private final AnnotationConfigApplicationContext context;
  private final Ledger ledger;
  private final int people;

  BookSide(HikariDataSource pool, int people) throws Exception {
    this.people = people;
    context = new AnnotationConfigApplicationContext();
    context.registerBean(HikariDataSource.class, () -> pool, bean -> bean.setDestroyMethodName(""));
    context.register(Wiring.class, Ledger.class);
    for (var part : List.of("Accounts", "Postings", "Holds")) {
      context.register(Class.forName("changke.ledger." + part));
    }
    context.refresh();
    ledger = context.getBean(Ledger.class);
    var openings = LedgerBench.openings(people);
    for (int at = 0; at < openings.size(); at += OPENED_AT_ONCE) {
      ledger.postAll(openings.subList(at, Math.min(openings.size(), at + OPENED_AT_ONCE)));
    }
  }

  @Override
  public void write(List<LedgerBench.Transfer> batch) {
    var postings =
        batch.stream()
            .map(transfer ->
                Posting.move(
                    transfer.request(),
                    "bench",
                    "",
                    LedgerBench.wallet(transfer.from()),
                    transfer.to() < 0 ? LedgerBench.hot() : LedgerBench.wallet(transfer.to()),
                    transfer.amount()))
            .toList();
    for (var result : ledger.postAll(postings)) {
      if (!(result instanceof PostingResult.Posted)) {
        throw new Comparison.Mismatch("the book refuses: " + result);
      }
    }
  }

  @Override
  public Map<String, Long> balances() {
    var balances = new HashMap<String, Long>();
    for (int i = 0; i < people; i++) {
      balances.put(LedgerBench.name(i), ledger.balanceOf(LedgerBench.wallet(i)).total());
    }
    balances.put("hot", ledger.balanceOf(LedgerBench.hot()).total());
    var proof = ledger.prove();
    if (!proof.holds()) {
      throw new Comparison.Mismatch("the book is not sound: " + proof);
    }
    return balances;
  }

  @Override
  public void close() {
    context.close();
  }

  /// What the ledger stands on.
  @Configuration(proxyBeanMethods = false)
  @EnableTransactionManagement(proxyTargetClass = true)
  static class Wiring {

    @Bean
    JdbcClient jdbc(HikariDataSource pool) {
      return JdbcClient.create(pool);
    }

    @Bean
    PlatformTransactionManager transactions(HikariDataSource pool) {
      return new JdbcTransactionManager(pool);
    }

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }

    @Bean
    Ids ids(Clock clock) {
      return new Ids(clock, new SecureRandom());
    }
  }
}
