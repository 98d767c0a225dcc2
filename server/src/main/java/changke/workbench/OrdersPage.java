package changke.workbench;

import changke.catalog.Delivery;
import changke.orders.LineState;
import changke.orders.MerchantOrder;
import changke.orders.OrderLine;
import changke.orders.OrderState;
import changke.pages.Page;
import changke.shared.Slice;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What was sold, the newest first; `form` is what was looked for.
record OrdersPage(Desk desk, Form form, Slice<MerchantOrder> orders) implements Page {

  /// What was filled in; days are those of the installation.
  record Form(String text, String state, String from, String to) {

    @Nullable OrderState known() {
      return Arrays.stream(OrderState.values())
          .filter(one -> one.name().equalsIgnoreCase(state))
          .findFirst()
          .orElse(null);
    }

    boolean isEmpty() {
      return (text + state + from + to).isBlank();
    }

    String query() {
      return "?text="
          + encode(text)
          + "&state="
          + encode(state)
          + "&from="
          + encode(from)
          + "&to="
          + encode(to);
    }

    private static String encode(String value) {
      return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
  }

  /// Whether a person still has to write what is handed over.
  static boolean waits(MerchantOrder order, OrderLine line) {
    return line.delivery() == Delivery.BY_HAND
        && line.state() == LineState.OPEN
        && (order.state() == OrderState.PAID || order.state() == OrderState.DELIVERING);
  }
}
