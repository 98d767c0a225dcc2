package changke.storefront;

import changke.identity.Allowed;
import changke.identity.Who;
import changke.orders.Order;
import changke.orders.Orders;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// How a guest gets back to an order: by the link in the mail, or by number and a one-time code.
@Controller
@Allowed(Who.EVERYONE)
class FindOrderController {

  private final Orders orders;

  FindOrderController(Orders orders) {
    this.orders = orders;
  }

  @GetMapping("/find-order")
  FindOrderPage find(Front front, HttpServletRequest request) {
    return new FindOrderPage(front, here(request), null, null);
  }

  /// The answer is the same whether number and address belong together or not.
  @PostMapping("/find-order")
  FindOrderPage ask(
      @RequestParam String number,
      @RequestParam String email,
      Front front,
      HttpServletRequest request) {
    return orders.askForCode(number.strip(), email, request.getRemoteAddr())
        ? new FindOrderPage(front, List.of(), number.strip(), null)
        : new FindOrderPage(front, here(request), null, "storefront.find.later");
  }

  /// Whoever changes the language at the code's form starts again.
  @GetMapping("/find-order/code")
  Redirect code() {
    return Redirect.to("/find-order");
  }

  @PostMapping("/find-order/code")
  Object open(
      @RequestParam String number,
      @RequestParam String code,
      Front front,
      HttpServletRequest request,
      HttpServletResponse response) {
    return orders
        .openWithCode(number, code.strip(), request.getRemoteAddr())
        .<Object>map(order -> remember(order, request, response))
        .orElseGet(() -> new FindOrderPage(front, List.of(), number, "storefront.find.wrong"));
  }

  /// The link in the mail. Its secret moves into a cookie, so that it does not stay in the address.
  @GetMapping("/open/{token}")
  Redirect link(
      @PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
    var order = orders.opened(token).orElseThrow(NotFoundException::new);
    return remember(order, request, response);
  }

  private Redirect remember(Order order, HttpServletRequest request, HttpServletResponse response) {
    Receipts.of(request).with(order.number(), orders.linkToken(order.id())).keep(response);
    return Redirect.to("/orders/" + order.number());
  }

  private List<Order> here(HttpServletRequest request) {
    return Receipts.of(request).tokens().values().stream()
        .map(orders::opened)
        .flatMap(Optional::stream)
        .toList();
  }
}
