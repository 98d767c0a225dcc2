package changke.webhooks;

import changke.orders.MerchantOrder;
import changke.orders.OrderLine;
import changke.orders.Orders;
import changke.shared.MerchantId;
import changke.shared.OrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes what an address reads: `type`, `timestamp`, `data`. A shop's address reads its own lines
/// only; a contact is masked for everyone, and nothing that was sold is ever in it.
@Component
class Bodies {

  private final Orders orders;
  private final JsonMapper json;

  Bodies(Orders orders, JsonMapper json) {
    this.orders = orders;
    this.json = json;
  }

  String content(Content content) {
    return json.writeValueAsString(content);
  }

  String write(Untold.Told fact, Owner reader) {
    var content = json.readValue(fact.content(), Content.class);
    var data = new LinkedHashMap<String, Object>();
    if (content.order() != null) {
      order(new OrderId(content.order()), content, reader, data);
    }
    data.putAll(content.data());
    return body(fact.kind(), fact.at(), data);
  }

  String body(String kind, Instant at, Map<String, ?> data) {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", kind);
    body.put("timestamp", at.toString());
    body.put("data", data);
    return json.writeValueAsString(body);
  }

  private void order(OrderId id, Content content, Owner reader, Map<String, Object> data) {
    var own =
        content.sales().stream()
            .filter(sale -> reader.merchant() == null || is(reader.merchant(), sale.merchant()))
            .toList();
    var seen = new LinkedHashMap<UUID, MerchantOrder>();
    for (var sale : own) {
      if (!seen.containsKey(sale.merchant())) {
        orders
            .ofMerchant(new MerchantId(sale.merchant()), id)
            .ifPresent(order -> seen.put(sale.merchant(), order));
      }
    }
    var order = seen.values().stream().findFirst().orElseThrow();
    data.put("orderId", id.toString());
    data.put("number", order.number());
    data.put("contact", order.contact());
    data.put("placedAt", order.placedAt().toString());
    data.put("amountMinor", own.stream().mapToLong(Content.Sold::amountMinor).sum());
    data.put("currency", own.getFirst().currency());
    var lines = new ArrayList<Map<String, Object>>();
    own.forEach(sale -> lines.add(line(sale, seen.get(sale.merchant()), reader)));
    data.put("lines", lines);
  }

  private static Map<String, Object> line(
      Content.Sold sale, @org.jspecify.annotations.Nullable MerchantOrder order, Owner reader) {
    var line = new LinkedHashMap<String, Object>();
    line.put("offerId", sale.offer().toString());
    if (reader.merchant() == null) {
      line.put("merchantId", sale.merchant().toString());
    }
    var title =
        Optional.ofNullable(order).map(MerchantOrder::lines).orElse(List.of()).stream()
            .filter(one -> one.offer().value().equals(sale.offer()))
            .map(OrderLine::title)
            .findFirst();
    title.ifPresent(words -> line.put("title", Map.of("zh", words.zh(), "en", words.en())));
    line.put("quantity", sale.quantity());
    line.put("amountMinor", sale.amountMinor());
    line.put("currency", sale.currency());
    return line;
  }

  private static boolean is(MerchantId merchant, UUID value) {
    return merchant.value().equals(value);
  }
}
