package changke.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestClock;
import changke.cashier.Behaviour;
import changke.cashier.Cashier;
import changke.ledger.Ledger;
import changke.payments.Charge;
import changke.payments.ChargePaid;
import changke.payments.ChargeState;
import changke.payments.Payments;
import changke.shared.Ids;
import changke.vault.Reader;
import changke.vault.Stock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/// Everything that goes wrong at once: more buyers than cards, notifications lost, doubled, forged
/// and late, orders given up while they are being paid.
@HouseTest
class ManyBuyersTest {

  @Autowired Market market;
  @Autowired Stock stock;
  @Autowired Orders orders;
  @Autowired Payments payments;
  @Autowired Cashier cashier;
  @Autowired Ledger ledger;
  @Autowired JdbcClient jdbc;
  @Autowired JsonMapper json;
  @Autowired TestClock clock;
  @Autowired Ids ids;
  @Autowired Spoiler spoiler;
  @Autowired TransactionOperations transaction;

  @Test
  void many_buyers_of_one_offer_get_each_card_once_and_no_money_is_lost() throws Exception {
    var seed = 11L;
    System.out.println("seed " + seed);
    var random = new Random(seed);
    var cards = 40;
    var offer = market.offer(cards, 700);
    var commission = ledger.balanceOf(OrderBooks.commission("CNY")).total();
    var buyers =
        IntStream.range(0, 90)
            .<Callable<Placing>>mapToObj(i -> {
              var quantity = 1 + random.nextInt(2);
              var twice = random.nextInt(5) == 0;
              var behaviour =
                  new Behaviour(
                      1 + random.nextInt(3),
                      0,
                      random.nextInt(6) == 0,
                      random.nextBoolean(),
                      random.nextInt(4) == 0);
              var fate = random.nextInt(10);
              return () -> buy(market.wish(offer, quantity), twice, behaviour, fate);
            })
            .toList();
    var placed = new HashSet<Order>();
    for (var result : allOf(buyers)) {
      if (result instanceof Placing.Placed p) {
        placed.add(p.order());
      } else {
        assertThat(result).isInstanceOf(Placing.TooFew.class);
      }
    }
    clock.forward(Duration.ofSeconds(31));
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> {
          payments.poll();
          orders.finish();
          return placed.stream().allMatch(this::isSettled);
        });
    var seen = new HashSet<String>();
    var sold = 0;
    for (var order : placed) {
      if (market.now(order).state() == OrderState.DELIVERED) {
        var revealed = (Revealing.Revealed) orders.reveal(order.id(), Reader.guest(order.id()));
        for (var card : revealed.lines().getFirst().cards()) {
          assertThat(seen.add(card.text())).as("sold twice: %s", card.id()).isTrue();
          sold++;
        }
      }
    }
    assertThat(stock.inState(offer.id(), "sold")).isEqualTo(sold);
    assertThat(
            stock.inState(offer.id(), "sold")
                + stock.inState(offer.id(), "held")
                + stock.inState(offer.id(), "available"))
        .isEqualTo(cards);
    assertThat(sold).isGreaterThan(cards / 2);
    var fees = ledger.balanceOf(OrderBooks.commission("CNY")).total() - commission;
    assertThat(ledger.balanceOf(OrderBooks.payable(offer.merchant(), "CNY")).total() + fees)
        .isEqualTo(700L * sold);
    assertThat(ledger.prove().holds()).isTrue();
  }

  /// The process died after the payment was written down and before the order heard of it.
  @Test
  void a_payment_that_the_order_never_heard_of_is_told_again() {
    var order = market.placed(market.offer(1, 990), 1);
    var charge = silentlyPaid(order);
    tell(charge);
    clock.forward(Duration.ofMinutes(2));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> market.now(order).state() == OrderState.DELIVERED);
  }

  @Test
  void whatever_stands_in_the_way_of_delivery_the_payment_is_written_down() {
    var order = market.placed(market.offer(1, 990), 1);
    spoiler.spoil(order.id());
    market.pay(order, Behaviour.HONEST);
    assertThat(market.until(order, OrderState.PAID).deliveredAt()).isNull();
    spoiler.relent(order.id());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          clock.forward(Duration.ofSeconds(6));
          orders.finish();
          return market.now(order).state() == OrderState.DELIVERED;
        });
    assertThat(ledger.prove().holds()).isTrue();
  }

  @Test
  void guests_do_not_wait_for_each_other_at_the_till() throws Exception {
    var first = market.wish(market.offer(1, 990), 1);
    var second = market.wish(market.offer(1, 990), 1);
    try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
      transaction.executeWithoutResult(status -> {
        assertThat(orders.place(first)).isInstanceOf(Placing.Placed.class);
        assertThat(result(other.submit(() -> orders.place(second))))
            .isInstanceOf(Placing.Placed.class);
      });
    }
  }

  /// Even the registry lost it: when the order would expire, the charge is looked at once more.
  @Test
  void a_paid_order_never_expires() {
    var order = market.placed(market.offer(1, 990), 1);
    silentlyPaid(order);
    clock.forward(Duration.ofMinutes(16));
    orders.expire();
    assertThat(market.now(order).state()).isEqualTo(OrderState.DELIVERED);
    assertThat(market.now(order).late()).isFalse();
  }

  /// The process died between paid and delivered.
  @Test
  void an_order_left_half_done_is_finished() {
    var order = market.placed(market.offer(1, 990), 1);
    var charge = silentlyPaid(order);
    jdbc.sql(
            """
            UPDATE orders.purchase SET state = 'paid', charge = :charge, paid_at = :at, work_at = :at
            WHERE id = :id
            """)
        .param("charge", charge.id().value())
        .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .param("id", order.id().value())
        .update();
    clock.forward(Duration.ofSeconds(6));
    orders.finish();
    assertThat(market.now(order).state()).isEqualTo(OrderState.DELIVERED);
  }

  @Test
  void the_same_fact_twice_and_at_once_delivers_once() throws Exception {
    var offer = market.offer(5, 990);
    var order = market.placed(offer, 1);
    var charge = silentlyPaid(order);
    var fact = fact(charge);
    allOf(
        IntStream.range(0, 12)
            .<Callable<Boolean>>mapToObj(i ->
                () -> {
                  orders.on(fact);
                  return true;
                })
            .toList());
    market.until(order, OrderState.DELIVERED);
    await().during(Duration.ofMillis(300)).until(() -> true);
    assertThat(stock.inState(offer.id(), "sold")).isEqualTo(1);
    assertThat(ledger.balanceOf(OrderBooks.payable(offer.merchant(), "CNY")).total())
        .isEqualTo(941);
    assertThat(orders.timeline(order.id())).extracting(OrderStep::kind).containsOnlyOnce("paid");
  }

  /// Forty wait for a provider that takes two seconds, with twelve connections: were one held while
  /// waiting, the last would wait for eight seconds and the others be turned away.
  @Test
  void a_slow_provider_slows_nobody_down() throws Exception {
    var offer = market.offer(60, 100);
    var waiting = IntStream.range(0, 40).mapToObj(i -> market.placed(offer, 1)).toList();
    cashier.think(Duration.ofSeconds(2));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var begun = System.nanoTime();
      var addresses =
          waiting.stream().map(order -> threads.submit(() -> market.tradeOf(order))).toList();
      assertThat(market.placed(offer, 1).state()).isEqualTo(OrderState.PLACED);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
      assertThat(addresses.stream().map(ManyBuyersTest::result).distinct()).hasSize(40);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
    } finally {
      cashier.think(Duration.ZERO);
    }
  }

  private Placing buy(OrderRequest wish, boolean twice, Behaviour behaviour, int fate) {
    var result = orders.place(wish);
    if (twice && result instanceof Placing.Placed first) {
      assertThat(((Placing.Placed) orders.place(wish)).order().id()).isEqualTo(first.order().id());
    }
    if (result instanceof Placing.Placed placed) {
      var trade = market.tradeOf(placed.order());
      switch (fate) {
        case 0 -> orders.cancel(placed.order().id());
        case 1 -> {
          cashier.pay(trade, behaviour);
          orders.cancel(placed.order().id());
        }
        default -> cashier.pay(trade, behaviour);
      }
    }
    return result;
  }

  private boolean isSettled(Order order) {
    var state = market.now(order).state();
    var paid =
        payments.of(order.id().value()).stream().anyMatch(c -> c.state() == ChargeState.PAID);
    return state == OrderState.DELIVERED
        || state == OrderState.REFUNDED
        || (state == OrderState.CANCELLED && !paid && !paidAtTheCashier(order));
  }

  private boolean paidAtTheCashier(Order order) {
    return payments.of(order.id().value()).stream()
        .anyMatch(charge ->
            jdbc.sql("SELECT state FROM cashier.trade WHERE out_trade_no = :reference")
                .param("reference", charge.reference())
                .query(String.class)
                .single()
                .equals("paid"));
  }

  private Charge silentlyPaid(Order order) {
    market.tradeOf(order);
    var charge = payments.of(order.id().value()).getFirst();
    jdbc.sql(
            """
            UPDATE payments.charge
            SET state = 'paid', trade_no = 'by hand', paid_at = :at, next_query_at = NULL
            WHERE id = :id
            """)
        .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .param("id", charge.id().value())
        .update();
    return charge;
  }

  private ChargePaid fact(Charge charge) {
    return new ChargePaid(
        ids.next(),
        charge.id(),
        charge.channel(),
        charge.purpose(),
        charge.subject(),
        charge.amount(),
        clock.instant());
  }

  private void tell(Charge charge) {
    jdbc.sql(
            """
            INSERT INTO platform.event_publication
              (id, listener_id, event_type, serialized_event, publication_date, status, completion_attempts)
            VALUES (:id, :listener, :type, :event, :at, 'PUBLISHED', 1)
            """)
        .param("id", ids.next())
        .param("listener", "changke.orders.Orders.on(changke.payments.ChargePaid)")
        .param("type", ChargePaid.class.getName())
        .param("event", json.writeValueAsString(fact(charge)))
        .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .update();
  }

  private static <T> List<T> allOf(List<Callable<T>> work) throws InterruptedException {
    // As many at once as there are connections: beyond that visitors are told to come back.
    try (var threads = Executors.newFixedThreadPool(10, Thread.ofVirtual().factory())) {
      return threads.invokeAll(work).stream().map(ManyBuyersTest::result).toList();
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
