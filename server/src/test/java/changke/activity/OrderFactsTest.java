package changke.activity;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.orders.OrderPaid;
import changke.orders.Sale;
import changke.shared.Ids;
import changke.shared.MerchantId;
import changke.shared.Money;
import changke.shared.OfferId;
import changke.shared.OrderId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@HouseTest
class OrderFactsTest {

  @Autowired OrderFacts facts;
  @Autowired Journal journal;
  @Autowired Ids ids;
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;

  private OrderPaid paid() {
    var money = Money.of(990, "CNY");
    var sale = new Sale(new OfferId(ids.next()), new MerchantId(ids.next()), 2, money);
    return new OrderPaid(
        ids.next(),
        new OrderId(ids.next()),
        null,
        money,
        List.of(sale),
        Instant.parse("2026-05-01T10:00:00Z"),
        false);
  }

  @Test
  void a_paid_order_told_twice_is_in_the_journal_once() {
    var fact = paid();
    facts.paid(fact);
    facts.paid(fact);
    journal.sequenceAll();
    assertThat(entries(fact)).isEqualTo(1);
  }

  @Test
  void an_order_that_is_rolled_back_leaves_no_entry() {
    var fact = paid();
    new TransactionTemplate(transactions)
        .executeWithoutResult(status -> {
          facts.paid(fact);
          status.setRollbackOnly();
        });
    journal.sequenceAll();
    assertThat(entries(fact)).isZero();
  }

  private long entries(OrderPaid fact) {
    return jdbc.sql(
            """
            SELECT count(*) FROM activity.event
            WHERE fact = ? AND kind = 'Order Paid' AND body #>> '{properties,order_id}' = ?
              AND body #>> '{properties,products,0,quantity}' = '2'
            """)
        .param(fact.id())
        .param(fact.order().toString())
        .query(Long.class)
        .single();
  }
}
