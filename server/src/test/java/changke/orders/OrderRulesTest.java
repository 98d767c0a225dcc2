package changke.orders;

import static org.assertj.core.api.Assertions.assertThat;

import changke.catalog.Delivery;
import changke.payments.ChargeId;
import changke.shared.MerchantId;
import changke.shared.Money;
import changke.shared.OfferId;
import changke.shared.OrderId;
import changke.shared.Words;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderRulesTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ChargeId FIRST = new ChargeId(new UUID(0, 1));
  private static final ChargeId SECOND = new ChargeId(new UUID(0, 2));
  private static final Money TEN = Money.of(1000, "CNY");

  @Test
  void what_a_payment_means_depends_on_the_present_state_alone() {
    assertThat(meaning(OrderState.PLACED, null, TEN)).isEqualTo(PaymentRules.Meaning.ON_TIME);
    assertThat(meaning(OrderState.EXPIRED, null, TEN)).isEqualTo(PaymentRules.Meaning.LATE);
    assertThat(meaning(OrderState.CANCELLED, null, TEN)).isEqualTo(PaymentRules.Meaning.LATE);
    for (var state : OrderState.values()) {
      if (state != OrderState.PLACED && !state.isDead()) {
        assertThat(meaning(state, FIRST, TEN)).isEqualTo(PaymentRules.Meaning.AGAIN);
        assertThat(meaning(state, SECOND, TEN)).isEqualTo(PaymentRules.Meaning.SURPLUS);
      }
    }
    assertThat(meaning(OrderState.PLACED, null, Money.of(999, "CNY")))
        .isEqualTo(PaymentRules.Meaning.SURPLUS);
  }

  @Test
  void an_order_is_delivered_when_nothing_of_it_is_open() {
    for (var states : everyThree()) {
      var before =
          order(OrderState.PAID, FIRST, List.of(LineState.OPEN, LineState.OPEN, LineState.OPEN));
      var after = order(OrderState.PAID, FIRST, states).lines();
      var outcome = DeliveryRules.outcome(before, after, NOW);
      var expected =
          states.contains(LineState.OPEN)
              ? OrderState.DELIVERING
              : states.contains(LineState.DELIVERED) ? OrderState.DELIVERED : OrderState.REFUNDING;
      assertThat(outcome.state()).as("%s", states).isEqualTo(expected);
      assertThat(outcome.completeAt() != null).isEqualTo(expected == OrderState.DELIVERED);
    }
  }

  @Test
  void what_a_delivery_posts_sums_to_zero_and_taking_it_back_undoes_it() {
    var seed = 42L;
    System.out.println("seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      var lines = new ArrayList<OrderLine>();
      for (int i = 1; i <= 1 + random.nextInt(4); i++) {
        lines.add(
            line(
                i,
                random.nextLong(1_000_000_000_000_000L),
                random.nextInt(10_001),
                LineState.DELIVERED));
      }
      var order = order(OrderState.PAID, FIRST, List.of(LineState.OPEN));
      var there = OrderBooks.delivered(order, lines).orElseThrow();
      var back = OrderBooks.takenBack(order, lines).orElseThrow();
      for (int i = 0; i < there.lines().size(); i++) {
        assertThat(there.lines().get(i).amount()).isEqualTo(-back.lines().get(i).amount());
      }
    }
  }

  @Test
  void the_commission_is_exact_to_the_last_unit() {
    var seed = 43L;
    System.out.println("seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      var minor = random.nextLong(1_000_000_000_000_000L);
      var points = random.nextInt(10_001);
      var naive =
          BigInteger.valueOf(minor)
              .multiply(BigInteger.valueOf(points))
              .divide(BigInteger.valueOf(10_000))
              .longValueExact();
      assertThat(line(1, minor, points, LineState.OPEN).commissionMinor()).isEqualTo(naive);
    }
  }

  @Test
  void a_masked_contact_tells_buyers_apart_and_reaches_nobody() {
    assertThat(MerchantOrder.masked("liu.wei@example.com")).isEqualTo("l***@e***.com");
    assertThat(MerchantOrder.masked("nonsense")).isEqualTo("***");
  }

  private static List<List<LineState>> everyThree() {
    var all = new ArrayList<List<LineState>>();
    for (var first : LineState.values()) {
      for (var second : LineState.values()) {
        for (var third : LineState.values()) {
          all.add(List.of(first, second, third));
        }
      }
    }
    return all;
  }

  private static PaymentRules.Meaning meaning(
      OrderState state, @Nullable ChargeId paidBy, Money amount) {
    var charge = paidBy == null ? FIRST : paidBy;
    var order =
        order(
            state,
            state == OrderState.PLACED || state.isDead() ? null : FIRST,
            List.of(LineState.OPEN));
    return PaymentRules.meaning(order, charge, amount);
  }

  private static Order order(OrderState state, @Nullable ChargeId charge, List<LineState> lines) {
    var drawn = new ArrayList<OrderLine>();
    for (var line : lines) {
      drawn.add(line(drawn.size() + 1, 1000, 500, line));
    }
    return new Order(
        new OrderId(new UUID(0, 3)),
        "2222222222222222",
        null,
        "liu@example.com",
        "zh",
        state,
        TEN,
        Money.of(0, "CNY"),
        NOW,
        NOW.plusSeconds(900),
        charge,
        charge == null ? null : NOW,
        false,
        null,
        null,
        drawn);
  }

  private static OrderLine line(int position, long minor, int points, LineState state) {
    return new OrderLine(
        position,
        new OfferId(new UUID(1, position)),
        new MerchantId(new UUID(2, position)),
        new Words("卡", "card"),
        Delivery.CARDS,
        Money.of(minor, "CNY"),
        1,
        Money.of(minor, "CNY"),
        points,
        7,
        new UUID(4, position),
        Map.of(),
        state,
        null);
  }
}
