package changke.orders;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestClock;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Who may look at an order.
@HouseTest
class LookupTest {

  @Autowired Market market;
  @Autowired Orders orders;
  @Autowired TestClock clock;
  @Autowired Ids ids;

  @Test
  void only_its_own_link_opens_an_order() {
    var order = market.placed(market.offer(1, 990), 1);
    var other = market.placed(market.offer(1, 990), 1);
    var token = orders.linkToken(order.id());
    assertThat(orders.opened(token).orElseThrow().id()).isEqualTo(order.id());
    for (int i = 0; i < token.length(); i++) {
      var tampered = new StringBuilder(token);
      tampered.setCharAt(i, token.charAt(i) == 'A' ? 'B' : 'A');
      assertThat(orders.opened(tampered.toString())).as("at %s", i).isEmpty();
    }
    assertThat(orders.opened("")).isEmpty();
    assertThat(orders.opened("?")).isEmpty();
    assertThat(orders.linkToken(other.id())).isNotEqualTo(token);
  }

  @Test
  void an_order_number_is_not_found_by_a_dictionary() {
    var order = market.placed(market.offer(1, 990), 1);
    assertThat(orders.askForCode(order.number(), "someone@else.example", "198.51.100.1")).isTrue();
    for (int i = 0; i < 4; i++) {
      assertThat(orders.openWithCode(order.number(), "0000000" + i, "198.51.100.1")).isEmpty();
    }
    assertThat(orders.askForCode(order.number(), order.email(), "198.51.100.2"))
        .as("five tries on one order are enough, from wherever they come")
        .isFalse();
    assertThat(orders.of(new PersonId(ids.next()), order.number())).isEmpty();
  }

  @Test
  void a_one_time_code_opens_once(@Autowired Lookup lookup) {
    var order = market.placed(market.offer(1, 990), 1);
    var code = lookup.newCode(order.id());
    assertThat(orders.openWithCode(order.number(), code, "198.51.100.3")).isPresent();
    assertThat(orders.openWithCode(order.number(), code, "198.51.100.3")).isEmpty();
    var late = lookup.newCode(order.id());
    clock.forward(Duration.ofMinutes(11));
    assertThat(orders.openWithCode(order.number(), late, "198.51.100.3")).isEmpty();
  }

  @Test
  void a_merchant_sees_its_own_lines_and_no_address() {
    var mine = market.offer(2, 300);
    var theirs = market.offer(2, 700);
    var order =
        market.bought(
            new OrderRequest(
                UUID.randomUUID(),
                null,
                "liu.wei@example.com",
                "en",
                "10.0.9." + ids.next(),
                List.of(OrderRequest.Item.of(mine.id(), 1), OrderRequest.Item.of(theirs.id(), 1))));
    var seen = orders.ofMerchant(mine.merchant(), 0).rows();
    assertThat(seen).hasSize(1);
    assertThat(seen.getFirst().id()).isEqualTo(order.id());
    assertThat(seen.getFirst().contact()).isEqualTo("l***@e***.com");
    assertThat(seen.getFirst().lines())
        .singleElement()
        .satisfies(line -> assertThat(line.offer()).isEqualTo(mine.id()));
  }
}
