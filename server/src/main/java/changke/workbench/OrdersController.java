package changke.workbench;

import changke.identity.Allowed;
import changke.identity.Who;
import changke.orders.MerchantOrder;
import changke.orders.MerchantOrders;
import changke.orders.Orders;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.shared.OrderId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What was sold, and what a person still has to hand over. Contacts stay masked.
@Controller
@Allowed(Who.MERCHANT)
class OrdersController {

  private static final int PAGES_IN_CSV = 40;
  private static final int LONGEST_TEXT = 4000;
  private static final int LONGEST_SEARCH = 100;

  private final Orders orders;
  private final MerchantOrders own;

  OrdersController(Orders orders, MerchantOrders own) {
    this.orders = orders;
    this.own = own;
  }

  @GetMapping("/workbench/{shop}/orders")
  OrdersPage orders(
      Desk desk,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "") String q) {
    var asked = q.strip();
    var number = Math.clamp(page, 0, 1000);
    return new OrdersPage(
        desk,
        asked.isEmpty() || asked.length() > LONGEST_SEARCH
            ? orders.ofMerchant(desk.merchant(), number)
            : own.search(desk.merchant(), asked, number),
        asked);
  }

  /// The latest orders as a table, one row a line.
  @GetMapping("/workbench/{shop}/orders.csv")
  ResponseEntity<String> csv(Desk desk) {
    var csv =
        new StringBuilder("number,placed_at,state,contact,offer,quantity,amount,currency\r\n");
    for (int page = 0; page < PAGES_IN_CSV; page++) {
      var slice = orders.ofMerchant(desk.merchant(), page);
      slice.rows().forEach(order -> write(csv, order));
      if (!slice.more()) {
        break;
      }
    }
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header("Content-Disposition", "attachment; filename=\"orders.csv\"")
        .body(csv.toString());
  }

  /// Delivers a line that a person fulfils.
  @PostMapping("/workbench/{shop}/orders/{order}/{position}")
  Redirect handOver(
      Desk desk,
      @PathVariable OrderId order,
      @PathVariable int position,
      @RequestParam String text) {
    var written = text.strip();
    if (written.isEmpty() || written.length() > LONGEST_TEXT) {
      return Redirect.to(desk.path("/orders")).saying("workbench.orders.nothing");
    }
    if (!orders.handOver(order, position, desk.merchant(), List.of(written))) {
      throw new NotFoundException();
    }
    return Redirect.to(desk.path("/orders")).saying("workbench.orders.handedOver");
  }

  private static void write(StringBuilder csv, MerchantOrder order) {
    for (var line : order.lines()) {
      csv.append(order.number())
          .append(',')
          .append(order.placedAt())
          .append(',')
          .append(order.state().name().toLowerCase(Locale.ROOT))
          .append(',')
          .append(quoted(order.contact()))
          .append(',')
          .append(quoted(line.title().in("en")))
          .append(',')
          .append(line.quantity())
          .append(',')
          .append(line.amount().major().toPlainString())
          .append(',')
          .append(line.amount().currency().getCurrencyCode())
          .append("\r\n");
    }
  }

  /// A cell that begins like a formula would run in a spreadsheet.
  static String quoted(String cell) {
    var harmless = cell.matches("(?s)[=+\\-@\t\r].*") ? "'" + cell : cell;
    return '"' + harmless.replace("\"", "\"\"") + '"';
  }
}
