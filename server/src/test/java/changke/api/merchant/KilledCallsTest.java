package changke.api.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import changke.Cuts;
import changke.HouseTest;
import changke.TestClock;
import changke.api.idempotency.IdempotencyFilter;
import changke.catalog.Delivery;
import changke.catalog.Offer;
import changke.identity.Scope;
import changke.orders.Market;
import changke.orders.Order;
import changke.orders.OrderState;
import changke.shared.PersonId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Calls with an Idempotency-Key whose process dies before each statement and around each commit:
/// the second call under the key answers as if there had been one, and one thing was done.
@HouseTest
@Import(ApiPrograms.class)
class KilledCallsTest {

  private static final int MOST_POINTS = 200;

  @Autowired ApiPrograms programs;
  @Autowired Market market;
  @Autowired JdbcClient jdbc;
  @Autowired TestClock clock;

  private Offer offer;
  private ApiProgram ming;

  @BeforeEach
  void ming_has_a_program() {
    offer = market.offer(0, 990);
    ming = programs.of(offer.merchant(), Scope.values());
  }

  /// Something that is sent, and what must be true of it afterwards.
  private interface Act {
    ApiProgram.Answer send(int point, String... headers);
  }

  @Test
  void an_offer_is_made_once_wherever_its_first_call_was_cut() {
    var cuts =
        cutEverywhere(
            (point, headers) ->
                ming.send(
                    "POST",
                    "/offers",
                    "{\"title\":{\"en\":\"cut %d\"},\"priceMinor\":990,\"category\":\"cards\"}"
                        .formatted(point),
                    (Object[]) headers),
            201,
            point ->
                assertThat(count("catalog.offer", "title_en = 'cut " + point + "'"))
                    .as("cut before point %d", point)
                    .isEqualTo(1));
    assertThat(cuts).as("statements and commits of one call").isGreaterThan(8);
  }

  @Test
  void a_change_is_made_once_wherever_its_first_call_was_cut() {
    cutEverywhere(
        (point, headers) ->
            ming.send(
                "PATCH",
                "/offers/" + offer.id(),
                "{\"version\":%d,\"priceMinor\":%d}".formatted(point, 1_000 + point),
                (Object[]) headers),
        200,
        point -> {
          assertThat(ming.get("/offers/" + offer.id()).number("version")).isEqualTo(point + 1);
          assertThat(ming.get("/offers/" + offer.id()).number("priceMinor"))
              .isEqualTo(1_000 + point);
        });
  }

  @Test
  void cards_come_in_once_wherever_their_first_call_was_cut() {
    var ids = new UUID[MOST_POINTS];
    cutEverywhere(
        (point, headers) -> {
          ids[point] = ids[point] == null ? UUID.randomUUID() : ids[point];
          return ming.send(
              "PUT",
              "/imports/" + ids[point] + "?offer=" + offer.id(),
              "[\"A-%d\",\"B-%d\"]".formatted(point, point),
              (Object[]) headers);
        },
        200,
        point ->
            assertThat(ming.get("/offers/" + offer.id() + "/stock").number("available"))
                .as("cut before point %d", point)
                .isEqualTo(2 * point));
  }

  @Test
  void goods_are_handed_over_once_wherever_the_first_call_was_cut() {
    var byHand = market.offer(new PersonId(UUID.randomUUID()), 0, 990, Delivery.BY_HAND, 99);
    var hua = programs.of(byHand.merchant(), Scope.values());
    var orders = new Order[MOST_POINTS];
    cutEverywhere(
        (point, headers) -> {
          if (orders[point] == null) {
            var placed = market.placed(byHand, 1);
            market.pay(placed, changke.cashier.Behaviour.HONEST);
            orders[point] = market.until(placed, OrderState.DELIVERING);
          }
          return hua.send(
              "POST",
              "/orders/" + orders[point].id() + "/lines/1/deliver",
              "{\"texts\":[\"done %d\"]}".formatted(point),
              (Object[]) headers);
        },
        200,
        point -> {
          assertThat(market.now(orders[point]).state()).isEqualTo(OrderState.DELIVERED);
          assertThat(
                  count(
                      "orders.step",
                      "kind = 'delivered' AND purchase = '" + orders[point].id() + "'"))
              .isEqualTo(1);
        });
  }

  private interface Truth {
    void holds(int point);
  }

  /// Sends the act cut at its first point, its second and so on until it is not cut any more, each
  /// under a key of its own, and then once more whole. Returns at how many points it was cut.
  private int cutEverywhere(Act act, int status, Truth truth) {
    for (int point = 1; point < MOST_POINTS; point++) {
      var key = UUID.randomUUID().toString();
      var first = act.send(point, "key", key, Cuts.HEADER, String.valueOf(point));
      if (first.status() == status) {
        assertThat(act.send(point, "key", key).header("Idempotent-Replayed")).isEqualTo("true");
        truth.holds(point);
        return point - 1;
      }
      assertThat(first.status()).as("cut before point %d", point).isEqualTo(500);
      clock.forward(IdempotencyFilter.RELEASED_AFTER.plusSeconds(1));
      var second = act.send(point, "key", key);
      assertThat(second.status())
          .as("after a cut before point %d: %s", point, second.response().body())
          .isEqualTo(status);
      assertThat(act.send(point, "key", key).response().body())
          .as("the answer is kept")
          .isEqualTo(second.response().body());
      truth.holds(point);
    }
    throw new IllegalStateException("more points than anyone would cut");
  }

  private long count(String table, String condition) {
    return jdbc.sql("SELECT count(*) FROM " + table + " WHERE " + condition)
        .query(Long.class)
        .single();
  }
}
