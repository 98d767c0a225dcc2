package changke.backoffice.orders;

import changke.merchants.Shop;
import changke.orders.ListedOrder;
import changke.orders.OrderSearch;
import changke.pages.Page;
import changke.shared.Slice;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Orders that were looked for, the newest first. `search` is the form as it was filled in.
record OrdersPage(
    Form form, OrderSearch search, Slice<ListedOrder> orders, List<Shop> shops, int waiting)
    implements Page {

  /// What was filled in; days are those of the installation.
  record Form(String text, String state, String shop, String from, String to) {

    String query() {
      return "?text="
          + encode(text)
          + "&state="
          + encode(state)
          + "&shop="
          + encode(shop)
          + "&from="
          + encode(from)
          + "&to="
          + encode(to);
    }

    boolean isEmpty() {
      return (text + state + shop + from + to).isBlank();
    }

    private static String encode(String value) {
      return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
  }
}
