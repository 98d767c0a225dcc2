package changke.storefront;

import changke.identity.Visitor;
import changke.orders.Order;
import changke.orders.Orders;
import changke.orders.Party;
import changke.pages.NotFoundException;
import changke.vault.Reader;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/// The one place that decides whose order it is: a member's own, or a guest's whose secret is on
/// this browser. To anybody else it does not exist.
@Component
public class OrderDoor {

  private final Orders orders;

  OrderDoor(Orders orders) {
    this.orders = orders;
  }

  /// The order of that number, when it is the visitor's.
  public Order own(String number, Visitor visitor, HttpServletRequest request) {
    return visitor
        .id()
        .flatMap(person -> orders.of(person, number))
        .or(() ->
            Receipts.of(request)
                .token(number)
                .flatMap(orders::opened)
                .filter(order -> order.number().equals(number)))
        .orElseThrow(NotFoundException::new);
  }

  static Party party(Order order, Visitor visitor) {
    return Party.buyer(visitor.id().filter(person -> person.equals(order.person())).orElse(null));
  }

  static Reader reader(Order order, Visitor visitor) {
    return visitor
        .id()
        .filter(person -> person.equals(order.person()))
        .map(Reader::buyer)
        .orElseGet(() -> Reader.guest(order.id()));
  }
}
