package changke.storefront.wallet;

import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Who;
import changke.orders.Orders;
import changke.pages.NotFoundException;
import changke.rewards.Exchanges;
import changke.rewards.Lot;
import changke.rewards.Rewards;
import changke.rewards.Tiers;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// What an order brought its buyer, at once.
@Controller
@Allowed(Who.MEMBER)
class ThanksController {

  private final Orders orders;
  private final Rewards rewards;
  private final Tiers tiers;
  private final Exchanges exchanges;

  ThanksController(Orders orders, Rewards rewards, Tiers tiers, Exchanges exchanges) {
    this.exchanges = exchanges;
    this.orders = orders;
    this.rewards = rewards;
    this.tiers = tiers;
  }

  @GetMapping("/my/orders/{number}/thanks")
  ThanksPage thanks(@PathVariable String number, Person person) {
    var order = orders.of(person.id(), number).orElseThrow(NotFoundException::new);
    var first = rewards.lotsOf("order " + order.id() + " first");
    var points =
        Stream.concat(first.stream(), rewards.lotsOf("order " + order.id()).stream())
            .mapToLong(Lot::points)
            .sum();
    var balance = rewards.balance(person.id());
    var standing = tiers.standing(person.id());
    var next = standing.next();
    return new ThanksPage(
        !first.isEmpty(),
        points,
        standing,
        next == null ? null : MembershipController.word(next.tier()),
        exchanges.inSight(balance.available() + balance.pending()).orElse(null));
  }
}
