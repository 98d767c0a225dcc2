package changke.engine.genuine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import changke.engine.likeness.Background;
import changke.engine.likeness.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GenuineTest {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final long SHOP = 7;
  private final List<Order> orders = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(4);

  @Test
  void accounts_chained_by_device_address_and_payment_are_one_ring() {
    honest(200);
    order(901, "d1", "a1", "");
    order(902, "d1", "", "p1");
    order(903, "", "", "p1");
    order(904, "", "a1", "");
    var found = Genuine.orders(orders, Map.of());
    assertThat(found).hasSize(4);
    assertThat(found.getFirst().evidence())
        .singleElement()
        .isEqualTo(
            new Evidence.Ring(
                List.of(901L, 902L, 903L, 904L),
                List.of(
                    new Evidence.Link(Identity.Kind.PAYMENT, "p1", 2),
                    new Evidence.Link(Identity.Kind.DEVICE, "d1", 2),
                    new Evidence.Link(Identity.Kind.ADDRESS, "a1", 2))));
    assertThat(Genuine.trusted(orders, found)).hasSize(200);
  }

  @Test
  void a_dormitory_a_couple_and_people_who_buy_elsewhere_are_no_ring() {
    for (int i = 0; i < 40; i++) order(1_000 + i, "", "dormitory", "");
    order(1, "shared", "", "");
    order(2, "shared", "", "");
    for (int i = 0; i < 3; i++) {
      orders.add(
          new Order(
              orders.size(), 500 + i, 100 + i, new Identity("cafe", "", ""), at(i * 50), null));
    }
    assertThat(Genuine.orders(orders, Map.of())).isEmpty();
  }

  @Test
  void groups_are_those_of_a_slow_search() {
    for (int round = 0; round < 50; round++) {
      var groups = new Groups();
      var edges = new ArrayList<int[]>();
      for (int i = 0; i < 30; i++) {
        int a = random.nextInt(40);
        int b = random.nextInt(40);
        groups.join(a, b);
        edges.add(new int[] {a, b});
      }
      var label = IntStream.range(0, 40).toArray();
      for (int pass = 0; pass < 40; pass++) {
        for (var edge : edges) {
          int least = Math.min(label[edge[0]], label[edge[1]]);
          label[edge[0]] = least;
          label[edge[1]] = least;
        }
      }
      for (int a = 0; a < 40; a++) {
        for (int b = 0; b < 40; b++) {
          assertThat(groups.find(a) == groups.find(b)).isEqualTo(label[a] == label[b]);
        }
      }
    }
  }

  @Test
  void staff_who_buy_in_their_own_shop_are_named() {
    honest(20);
    order(77, "counter-tablet", "", "");
    var found =
        Genuine.orders(
            orders,
            Map.of(
                SHOP,
                List.of(new Identity("counter-tablet", "back room", "")),
                8L,
                List.of(Identity.UNKNOWN)));
    assertThat(found)
        .singleElement()
        .satisfies(s -> {
          assertThat(s.evidence())
              .containsExactly(new Evidence.OwnStaff(Identity.Kind.DEVICE, "counter-tablet"));
          assertThat(s.score()).isCloseTo(.9, within(1e-12));
        });
  }

  @Test
  void a_burst_is_told_with_what_is_usual_and_alone_is_not_doubtful() {
    honest(300);
    for (int i = 0; i < 25; i++) {
      orders.add(
          new Order(
              orders.size(),
              5_000 + i,
              SHOP,
              Identity.UNKNOWN,
              at(10_000).plusSeconds(60L * i),
              null));
    }
    var found = Genuine.orders(orders, Map.of());
    assertThat(found).hasSizeGreaterThanOrEqualTo(25);
    assertThat(found.getFirst().evidence().getFirst())
        .isInstanceOfSatisfying(
            Evidence.Burst.class,
            burst -> {
              assertThat(burst.orders()).isGreaterThanOrEqualTo(25);
              assertThat(burst.usual()).isBetween(.3, .6);
              assertThat(Duration.between(burst.from(), burst.to()))
                  .isLessThan(Duration.ofHours(1));
            });
    assertThat(Genuine.trusted(orders, found)).hasSameSizeAs(orders);
  }

  @Test
  void honest_months_bring_no_burst() {
    for (int month = 0; month < 20; month++) {
      orders.clear();
      honest(2_000);
      assertThat(Genuine.orders(orders, Map.of())).isEmpty();
    }
  }

  @Test
  void a_loop_of_buying_and_refunding_is_found_and_one_refund_is_not() {
    for (int i = 0; i < 5; i++) {
      orders.add(
          new Order(
              i, 1, SHOP, Identity.UNKNOWN, at(i * 3_000), i == 0 ? null : at(i * 3_000 + 60)));
      orders.add(
          new Order(100 + i, 2, SHOP, Identity.UNKNOWN, at(i * 3_000), i == 0 ? at(90) : null));
    }
    var found = Genuine.orders(orders, Map.of());
    assertThat(found)
        .hasSize(5)
        .allSatisfy(s -> assertThat(s.evidence()).containsExactly(new Evidence.RefundLoop(5, 4)));
  }

  @Test
  void a_copied_review_is_found_with_its_passages_and_short_praise_is_not() {
    var text = "画质非常清晰，老师讲得很细，第三章的练习让我真正学会了调色，推荐给所有初学者。";
    var reviews =
        List.of(
            review(1, 11, text),
            review(2, 12, "亲测有效！" + text),
            review(3, 13, "很好"),
            review(4, 14, "很好"),
            review(5, 11, text),
            review(
                6,
                15,
                "The third chapter finally made me understand colour, and I bought the second course at once."));
    var found = Genuine.reviews(reviews, List.of(), null);
    assertThat(found.stream().map(Suspicion::id)).containsExactlyInAnyOrder(1L, 2L, 5L);
    for (var suspicion : found) {
      var copied = (Evidence.CopiedText) suspicion.evidence().getFirst();
      var mine = reviews.get((int) suspicion.id() - 1).text();
      var theirs = reviews.get((int) copied.otherReview() - 1);
      assertThat(theirs.buyer()).isNotEqualTo(reviews.get((int) suspicion.id() - 1).buyer());
      for (var passage : copied.passages()) {
        assertThat(mine.substring(passage.fromA(), passage.toA()))
            .isEqualTo(theirs.text().substring(passage.fromB(), passage.toB()));
      }
    }
  }

  @Test
  void words_that_a_form_puts_into_every_review_are_nobodys_copy() {
    var form = "商品与描述相符，发货速度快，卖家服务态度好，五星好评。";
    var background = new Background(.05);
    for (int i = 0; i < 30; i++) background.add(Text.of(form + "第" + i + "次购买" + i));
    var reviews = List.of(review(1, 11, form + "送给弟弟的"), review(2, 12, form + "自己用着玩"));
    assertThat(Genuine.reviews(reviews, List.of(), null)).hasSize(2);
    assertThat(Genuine.reviews(reviews, List.of(), background)).isEmpty();
  }

  @Test
  void a_review_of_a_doubtful_order_inherits_its_evidence_and_scores_add_up() {
    var ring =
        Suspicion.of(
            50,
            List.of(
                new Evidence.OwnStaff(Identity.Kind.ADDRESS, "x"), new Evidence.RefundLoop(4, 3)));
    assertThat(ring.score()).isCloseTo(1 - .5 * .6, within(1e-12));
    var review = new Review(1, 50, 11, SHOP, "", at(0));
    assertThat(Genuine.reviews(List.of(review), List.of(ring), null))
        .singleElement()
        .satisfies(s -> assertThat(s.evidence()).isEqualTo(ring.evidence()));
  }

  @Test
  void nothing_finds_nothing_and_an_id_twice_is_refused() {
    assertThat(Genuine.orders(List.of(), Map.of())).isEmpty();
    order(1, "", "", "");
    orders.add(orders.getFirst());
    assertThatThrownBy(() -> Genuine.orders(orders, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_chance_of_a_burst_is_the_tail_summed_up_naively() {
    double below = 0;
    for (int k = 0; k < 12; k++) {
      double term = Math.exp(-4.5);
      for (int i = 1; i <= k; i++) term *= 4.5 / i;
      below += term;
    }
    assertThat(Bursts.chance(12, 1.5)).isCloseTo(1 - below, within(1e-12));
    assertThat(Bursts.chance(3, 5)).isEqualTo(1);
  }

  /// Orders over thirty days by people who share nothing.
  private void honest(int count) {
    for (int i = 0; i < count; i++) {
      var own = new Identity("device" + i, "address" + i, "payment" + i);
      orders.add(new Order(orders.size(), 10_000 + i, SHOP, own, at(random.nextInt(43_200)), null));
    }
  }

  private void order(long buyer, String device, String address, String payment) {
    var identity = new Identity(device, address, payment);
    orders.add(new Order(orders.size(), buyer, SHOP, identity, at(random.nextInt(43_200)), null));
  }

  private static Instant at(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  private static Review review(long id, long buyer, String text) {
    return new Review(id, id, buyer, SHOP, text, START);
  }
}
