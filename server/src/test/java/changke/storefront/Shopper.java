package changke.storefront;

import changke.TestBrowser;
import changke.catalog.Offer;
import changke.orders.Market;
import changke.payments.FirstChannels;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// A guest who buys over HTTP like a browser does: pages are read, forms are sent.
final class Shopper {

  private static final Pattern CARD = Pattern.compile("<code id=\"k-[^\"]+\">([^<]+)</code>");

  final String email = Market.someone();
  final TestBrowser browser;

  Shopper(TestBrowser browser) {
    this.browser = browser;
  }

  /// Fills the cart and goes to the checkout; what is left is one press.
  Map<String, String> atTheTill(Offer offer, int quantity) {
    browser.post(
        "/cart/add",
        Map.of("offer", offer.id().toString(), "quantity", String.valueOf(quantity), "now", "yes"));
    var page = browser.get("/checkout").body();
    var form = new HashMap<String, String>();
    form.put("request", find(page, "name=\"request\" value=\"([^\"]+)\""));
    form.put("total", find(page, "name=\"total\" value=\"([^\"]+)\""));
    form.put("channel", FirstChannels.SANDBOX.toString());
    form.put("email", email);
    return form;
  }

  HttpResponse<String> press(Map<String, String> form) {
    return browser.post("/checkout", form);
  }

  /// Orders one thing; where the cashier is, or nothing when the shop says no.
  String order(Offer offer, int quantity) {
    return address(press(atTheTill(offer, quantity)));
  }

  String pay(String cashier, String... wishes) {
    var behaviour = new HashMap<String, String>();
    for (var wish : wishes) {
      behaviour.put(wish, "true");
    }
    return address(browser.post(cashier + "/pay", behaviour));
  }

  /// The address of the latest order of this browser.
  String latest() {
    return find(browser.get("/find-order").body(), "(/orders/[2-9A-Z]{16})");
  }

  String page() {
    return browser.get(latest()).body();
  }

  /// Opens the keys and reads the first.
  String card() {
    var order = latest();
    browser.post(order + "/open", Map.of());
    return find(browser.get(order).body(), CARD.pattern());
  }

  static String address(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  static String find(String page, String pattern) {
    var found = Pattern.compile(pattern).matcher(page);
    return found.find() ? found.group(1) : "";
  }
}
