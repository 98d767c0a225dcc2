package changke.storefront;

import changke.catalog.Catalog;
import changke.identity.Allowed;
import changke.identity.Identity;
import changke.identity.Person;
import changke.identity.Who;
import changke.orders.Orders;
import changke.pages.Redirect;
import changke.payments.Payments;
import changke.shared.Ids;
import changke.shared.Money;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// A member's own pages.
@Controller
@Allowed(Who.MEMBER)
class MyController {

  private final Orders orders;
  private final Payments payments;
  private final Identity identity;
  private final Catalog catalog;
  private final Ids ids;

  MyController(Orders orders, Payments payments, Identity identity, Catalog catalog, Ids ids) {
    this.ids = ids;
    this.orders = orders;
    this.payments = payments;
    this.identity = identity;
    this.catalog = catalog;
  }

  @GetMapping("/my")
  AccountPage account(Front front, Person person) {
    var currency = catalog.currency();
    return new AccountPage(
        front, person, new Money(payments.wallet(person.id(), currency).available(), currency));
  }

  @GetMapping("/my/orders")
  MyOrdersPage orders(@RequestParam(defaultValue = "0") int page, Front front, Person person) {
    return new MyOrdersPage(front, orders.of(person.id(), Math.clamp(page, 0, 1000)), ids::next);
  }

  @GetMapping("/first-operator")
  @Allowed(Who.EVERYONE)
  FirstOperatorPage invitation(@RequestParam(defaultValue = "") String token, Front front) {
    return new FirstOperatorPage(front, token, false);
  }

  @PostMapping("/first-operator")
  Object accept(@RequestParam String token, Front front, Person person) {
    return identity.accept(token, person.id())
        ? Redirect.to("/backoffice").saying("storefront.operator.welcome")
        : new FirstOperatorPage(front, token, true);
  }
}
