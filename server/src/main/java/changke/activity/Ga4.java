package changke.activity;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Names of Google Analytics 4 (recommended events and their parameters) as the names of Segment's
/// e-commerce specification, which the journal speaks.
final class Ga4 {

  private static final Map<String, String> EVENTS =
      Map.ofEntries(
          Map.entry("page_view", "Page Viewed"),
          Map.entry("screen_view", "Screen Viewed"),
          Map.entry("search", "Products Searched"),
          Map.entry("view_search_results", "Products Searched"),
          Map.entry("view_item_list", "Product List Viewed"),
          Map.entry("select_item", "Product Clicked"),
          Map.entry("view_item", "Product Viewed"),
          Map.entry("add_to_wishlist", "Product Added to Wishlist"),
          Map.entry("add_to_cart", "Product Added"),
          Map.entry("remove_from_cart", "Product Removed"),
          Map.entry("view_cart", "Cart Viewed"),
          Map.entry("begin_checkout", "Checkout Started"),
          Map.entry("add_shipping_info", "Checkout Step Completed"),
          Map.entry("add_payment_info", "Payment Info Entered"),
          Map.entry("purchase", "Order Completed"),
          Map.entry("refund", "Order Refunded"),
          Map.entry("share", "Product Shared"),
          Map.entry("view_promotion", "Promotion Viewed"),
          Map.entry("select_promotion", "Promotion Clicked"),
          Map.entry("sign_up", "Signed Up"),
          Map.entry("login", "Signed In"),
          Map.entry("file_download", "Download Completed"));

  private static final Map<String, String> PARAMETERS =
      Map.of(
          "items", "products",
          "transaction_id", "order_id",
          "search_term", "query",
          "page_location", "url",
          "page_title", "title",
          "page_referrer", "referrer",
          "item_list_id", "list_id",
          "item_list_name", "category");

  private static final Map<String, String> ITEM =
      Map.of(
          "item_id", "product_id",
          "item_name", "name",
          "item_brand", "brand",
          "item_category", "category",
          "item_variant", "variant",
          "index", "position");

  /// Amounts keep their digits.
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private Ga4() {}

  /// The journal's name for a GA4 event; null when it is none.
  static @Nullable String event(String name) {
    return EVENTS.get(name);
  }

  /// Its parameters under the journal's names; what has no other name keeps its own.
  static String properties(String json) {
    if (json.isEmpty()) {
      return json;
    }
    if (JSON.readTree(json) instanceof ObjectNode all) {
      var renamed = renamed(all, PARAMETERS);
      if (renamed.get("products") instanceof ArrayNode products) {
        for (int i = 0; i < products.size(); i++) {
          if (products.get(i) instanceof ObjectNode product) {
            products.set(i, renamed(product, ITEM));
          }
        }
      }
      return renamed.toString();
    }
    return json;
  }

  private static ObjectNode renamed(ObjectNode from, Map<String, String> names) {
    var to = JSON.createObjectNode();
    from.properties()
        .forEach(member ->
            to.set(names.getOrDefault(member.getKey(), member.getKey()), member.getValue()));
    return to;
  }
}
