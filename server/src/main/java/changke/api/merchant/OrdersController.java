package changke.api.merchant;

import changke.identity.Allowed;
import changke.identity.ApiToken;
import changke.identity.Scope;
import changke.identity.Who;
import changke.orders.MerchantOrder;
import changke.orders.MerchantOrders;
import changke.orders.Orders;
import changke.shared.OrderId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What was sold, and handing over what is fulfilled by hand or by another program.
@RestController("apiOrdersController")
@RequestMapping("/api/v1/orders")
@Allowed(Who.PROGRAM)
class OrdersController {

  private final Orders orders;
  private final MerchantOrders own;

  OrdersController(Orders orders, MerchantOrders own) {
    this.orders = orders;
    this.own = own;
  }

  @Allowed(value = Who.PROGRAM, scope = Scope.ORDERS_READ)
  @Call(does = "Paid orders, the newest first.", answers = OrderShown.class)
  @GetMapping
  Listed<OrderShown> orders(
      ApiToken caller,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(defaultValue = "50") int limit) {
    var before = cursor == null ? null : new OrderId(cursor);
    return Listed.of(
        own.older(caller.merchant(), before, Listed.size(limit)),
        OrderShown::of,
        MerchantOrder::id);
  }

  @Allowed(value = Who.PROGRAM, scope = Scope.ORDERS_READ)
  @Call(does = "One paid order.", answers = OrderShown.class, refuses = 404)
  @GetMapping("/{order}")
  ResponseEntity<Object> order(ApiToken caller, @PathVariable OrderId order) {
    return own.find(caller.merchant(), order)
        .<ResponseEntity<Object>>map(found -> ResponseEntity.ok(OrderShown.of(found)))
        .orElseGet(Refusal::missing);
  }

  @Allowed(value = Who.PROGRAM, scope = Scope.ORDERS_DELIVER)
  @Call(
      does = "Delivers a line that is fulfilled by hand: the buyer can read the texts at once.",
      takes = Handed.class,
      answers = OrderShown.class,
      refuses = {404, 409, 422})
  @PostMapping("/{order}/lines/{position}/deliver")
  ResponseEntity<Object> deliver(
      ApiToken caller,
      @PathVariable OrderId order,
      @PathVariable int position,
      @RequestBody Handed handed) {
    var before = own.find(caller.merchant(), order);
    if (before.isEmpty()
        || before.get().lines().stream().noneMatch(line -> line.position() == position)) {
      return Refusal.missing();
    }
    if (!handed.fits()) {
      return Refusal.of(
          422, "unfit", "1 to 100 texts of 1 to 4000 signs", "fields", new String[] {"texts"});
    }
    return orders.handOver(order, position, caller.merchant(), handed.texts())
        ? order(caller, order)
        : Refusal.of(409, "not-open", "the line is delivered, returned, or not done by hand");
  }
}
