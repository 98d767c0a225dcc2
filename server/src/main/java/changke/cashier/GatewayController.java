package changke.cashier;

import changke.identity.Allowed;
import changke.identity.Who;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What the shop's server calls, signed; answers are flat JSON.
@RestController
@Allowed(Who.EVERYONE)
class GatewayController {

  private final Cashier cashier;

  GatewayController(Cashier cashier) {
    this.cashier = cashier;
  }

  @PostMapping("/api/cashier/create")
  ResponseEntity<Map<String, String>> create(@RequestParam Map<String, String> fields) {
    return signed(
        fields,
        () -> {
          try {
            var tradeNo = cashier.create(fields);
            return Map.of("trade_no", tradeNo, "pay_at", "/cashier/" + tradeNo);
          } catch (IllegalArgumentException | DataIntegrityViolationException e) {
            return Map.of("error", "malformed");
          }
        });
  }

  @PostMapping("/api/cashier/query")
  ResponseEntity<Map<String, String>> query(@RequestParam Map<String, String> fields) {
    return signed(
        fields,
        () ->
            cashier
                .find(fields.getOrDefault("pid", ""), fields.getOrDefault("out_trade_no", ""))
                .map(GatewayController::status)
                .orElse(Map.of("status", "unknown")));
  }

  @PostMapping("/api/cashier/close")
  ResponseEntity<Map<String, String>> close(@RequestParam Map<String, String> fields) {
    return signed(
        fields,
        () -> {
          cashier.close(fields.getOrDefault("pid", ""), fields.getOrDefault("out_trade_no", ""));
          return Map.of("status", "closed");
        });
  }

  @PostMapping("/api/cashier/refund")
  ResponseEntity<Map<String, String>> refund(@RequestParam Map<String, String> fields) {
    return signed(fields, () -> refund(fields, true));
  }

  @PostMapping("/api/cashier/refund-query")
  ResponseEntity<Map<String, String>> queryRefund(@RequestParam Map<String, String> fields) {
    return signed(fields, () -> refund(fields, false));
  }

  private Map<String, String> refund(Map<String, String> fields, boolean now) {
    var trade =
        cashier.find(fields.getOrDefault("pid", ""), fields.getOrDefault("out_trade_no", ""));
    var refundNo = fields.getOrDefault("refund_no", "");
    if (trade.isEmpty() || refundNo.isBlank()) {
      return Map.of("status", "refused", "error", "unknown trade");
    }
    if (!now) {
      return Map.of("status", cashier.refunded(trade.get(), refundNo) ? "refunded" : "unknown");
    }
    var amount = fields.getOrDefault("amount", "");
    if (!amount.matches("[1-9][0-9]{0,17}")) {
      return Map.of("status", "refused", "error", "amount");
    }
    return cashier.refund(trade.get(), refundNo, Long.parseLong(amount))
        ? Map.of("status", "refunded")
        : Map.of("status", "refused", "error", "not so much left");
  }

  /// An account that begins with `refuse` is refused.
  @PostMapping("/api/cashier/transfer")
  ResponseEntity<Map<String, String>> transfer(@RequestParam Map<String, String> fields) {
    return signed(
        fields,
        () -> {
          try {
            cashier.transfer(fields);
            return transferred(fields);
          } catch (IllegalArgumentException | DataIntegrityViolationException e) {
            return Map.of("error", "malformed");
          }
        });
  }

  @PostMapping("/api/cashier/transfer-query")
  ResponseEntity<Map<String, String>> queryTransfer(@RequestParam Map<String, String> fields) {
    return signed(fields, () -> transferred(fields));
  }

  private Map<String, String> transferred(Map<String, String> fields) {
    return Map.of("status", cashier.transferred(fields).orElse("unknown"));
  }

  /// What was paid and given back from one moment to another, a line for each.
  @PostMapping("/api/cashier/statement")
  ResponseEntity<Map<String, String>> statement(@RequestParam Map<String, String> fields) {
    return signed(
        fields,
        () -> {
          try {
            return Map.of("lines", String.join("\n", cashier.statement(fields)));
          } catch (IllegalArgumentException | DateTimeParseException e) {
            return Map.of("error", "malformed");
          }
        });
  }

  private static Map<String, String> status(Trade trade) {
    return Map.of(
        "status",
        trade.state().name().toLowerCase(java.util.Locale.ROOT),
        "trade_no",
        trade.tradeNo(),
        "amount",
        String.valueOf(trade.amount().minor()),
        "currency",
        trade.amount().currency().getCurrencyCode());
  }

  private ResponseEntity<Map<String, String>> signed(
      Map<String, String> fields, Supplier<Map<String, String>> answer) {
    cashier.think();
    return cashier.genuine(fields)
        ? ResponseEntity.ok(answer.get())
        : ResponseEntity.status(403).body(Map.of("error", "signature"));
  }
}
