package changke.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.catalog.Offer;
import changke.orders.Market;
import changke.orders.OrderDelivered;
import changke.orders.Sale;
import changke.shared.Ids;
import changke.shared.Money;
import changke.shared.OrderId;
import changke.shared.PersonId;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Rules come from memory and are never old; an order that rewards have nothing to do with costs
/// them next to nothing.
@HouseTest
class RulesetsTest {

  @Autowired Market market;
  @Autowired Deals deals;
  @Autowired Prices prices;
  @Autowired PointTender tender;
  @Autowired PromotionRows promotions;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired ApplicationEventPublisher facts;
  @Autowired Ids ids;
  @Autowired Clock clock;

  @Test
  void what_another_process_changed_counts_at_once() {
    var offer = market.offer(5, 3000);
    var key = promote(offer, 1000);
    assertThat(price(offer)).containsExactly(1000L);
    // Another process writes rows and tells nobody.
    jdbc.sql("UPDATE rewards.promotion SET price_minor = 900 WHERE key = :key")
        .param("key", key)
        .update();
    assertThat(price(offer)).containsExactly(900L);
    assertThat(quote(offer)).isEqualTo(2100);
    jdbc.sql("UPDATE rewards.promotion SET ended_at = now() WHERE key = :key")
        .param("key", key)
        .update();
    assertThat(price(offer)).isEmpty();
    assertThat(quote(offer)).isZero();
  }

  @Test
  void what_was_rolled_back_never_counts_and_what_comes_after_it_does() {
    var offer = market.offer(5, 3000);
    transaction.executeWithoutResult(status -> {
      assertThat(price(offer)).isEmpty();
      promote(offer, 1000);
      assertThat(price(offer)).as("its own change, though it has asked before").hasSize(1);
      status.setRollbackOnly();
    });
    assertThat(price(offer)).isEmpty();
    promote(offer, 1100);
    assertThat(price(offer)).containsExactly(1100L);
  }

  @Test
  void a_change_within_another_transaction_counts_when_that_commits() {
    var offer = market.offer(5, 3000);
    transaction.executeWithoutResult(status -> {
      promote(offer, 1000);
      assertThat(elsewhere(offer)).isEmpty();
    });
    assertThat(price(offer)).containsExactly(1000L);
  }

  @Test
  void a_price_that_nothing_takes_off_reads_neither_promotions_nor_cuts() {
    var offer = market.offer(5, 3000);
    var sales = List.of(sale(offer));
    var nothing = List.of(Money.zero(sales.getFirst().amount().currency()));
    prices.quote(null, sales);
    transaction.executeWithoutResult(status -> {
      var before = scans();
      assertThat(prices.quote(null, sales)).isEqualTo(nothing);
      var order = new OrderId(ids.next());
      prices.hold(order, null, sales, nothing);
      tender.capture(order);
      prices.capture(order);
      assertThat(scans() - before).as("the ruleset's number, price_hold and tender").isEqualTo(3);
    });
  }

  @Test
  void a_guests_delivery_is_written_down_for_rewards_only_when_something_was_taken_off() {
    var offer = market.offer(5, 3000);
    var liu = new PersonId(ids.next());
    transaction.executeWithoutResult(status -> {
      assertThat(written(offer, null, new OrderId(ids.next()))).isZero();
      assertThat(written(offer, liu, new OrderId(ids.next()))).isEqualTo(1);
      promote(offer, 1000);
      var sale = sale(offer);
      var cheaper = new Sale(offer.id(), offer.merchant(), 1, Money.of(1000, "CNY"));
      var order = new OrderId(ids.next());
      prices.hold(order, null, List.of(cheaper), prices.quote(null, List.of(sale)));
      assertThat(written(offer, null, order)).isEqualTo(1);
      status.setRollbackOnly();
    });
  }

  /// How many publications a delivery leaves behind, in this transaction.
  private long written(Offer offer, @Nullable PersonId person, OrderId order) {
    var before = publications();
    facts.publishEvent(
        new OrderDelivered(
            ids.next(),
            order,
            person,
            Money.of(3000, "CNY"),
            List.of(sale(offer)),
            clock.instant()));
    return publications() - before;
  }

  private long publications() {
    return jdbc.sql(
            "SELECT n_tup_ins FROM pg_stat_xact_user_tables WHERE relname = 'event_publication'")
        .query(Long.class)
        .single();
  }

  private long scans() {
    return jdbc.sql(
            """
            SELECT sum(seq_scan + coalesce(idx_scan, 0)) FROM pg_stat_xact_user_tables
            WHERE schemaname = 'rewards'
            """)
        .query(Long.class)
        .single();
  }

  private List<Long> elsewhere(Offer offer) {
    try (var thread = java.util.concurrent.Executors.newSingleThreadExecutor()) {
      return thread.submit(() -> price(offer)).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private List<@Nullable Long> price(Offer offer) {
    return deals.running().stream()
        .filter(one -> one.offers().contains(offer.id()))
        .map(Promotion::priceMinor)
        .toList();
  }

  private long quote(Offer offer) {
    return prices.quote(null, List.of(sale(offer))).getFirst().minor();
  }

  private static Sale sale(Offer offer) {
    return new Sale(offer.id(), offer.merchant(), 1, Money.of(3000, "CNY"));
  }

  private String promote(Offer offer, long price) {
    var now = clock.instant();
    var flash = ReadyRules.flash(ids.next(), offer, price, Audience.EVERYONE, null, null, now);
    promotions.insert(flash, "test", now);
    return flash.key();
  }
}
