package changke.platform;

import changke.TestBrowser;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// People who buy while the house is being killed. Whose payment the cashier acknowledged is
/// written down, with the browser that alone can open the order.
final class Shoppers {

  private static final String SANDBOX = "00000000-0000-7000-8000-000000000002";
  static final String PASSWORD = "a door left ajar";
  private static final Pattern REQUEST = Pattern.compile("name=\"request\" value=\"([^\"]+)\"");
  private static final Pattern TOTAL = Pattern.compile("name=\"total\" value=\"([^\"]+)\"");
  private static final Pattern NUMBER = Pattern.compile("receipts=([2-9A-HJ-NP-Z]{16}):");

  /// An order whose payment was acknowledged, on the browser that placed it.
  record Bought(String number, String trade, TestBrowser browser) {}

  private final List<Bought> bought = new CopyOnWriteArrayList<>();
  private final List<String> joined = new CopyOnWriteArrayList<>();
  private final AtomicInteger people = new AtomicInteger();
  private final List<String> offers;
  private final Random random;

  Shoppers(List<String> offers, long seed) {
    this.offers = offers;
    random = new Random(seed);
    System.out.println("seed " + seed);
  }

  List<Bought> bought() {
    return bought;
  }

  /// Addresses of those who were told that they have an account.
  List<String> joined() {
    return joined;
  }

  /// Several buy at once, at all of the houses; when `enough` have paid, the blow falls while the
  /// others are somewhere between the shelf and the cashier.
  void until(int enough, List<String> houses, Runnable blow) throws InterruptedException {
    var over = new AtomicBoolean();
    var before = bought.size();
    var crowd = new ArrayList<Thread>();
    for (int lane = 0; lane < 4; lane++) {
      var house = houses.get(lane % houses.size());
      crowd.add(
          Thread.ofVirtual()
              .start(() -> {
                while (!over.get()) {
                  tryToBuy(house);
                }
              }));
    }
    crowd.add(
        Thread.ofVirtual()
            .start(() -> {
              while (!over.get()) {
                tryToJoin(houses.getFirst());
              }
            }));
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (bought.size() < before + enough && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    TimeUnit.MILLISECONDS.sleep(random.nextInt(40));
    blow.run();
    over.set(true);
    for (var person : crowd) {
      person.join();
    }
    if (bought.size() < before + enough) {
      throw new IllegalStateException("only " + (bought.size() - before) + " could buy");
    }
  }

  private void tryToBuy(String house) {
    try {
      buy(TestBrowser.at(house));
    } catch (UncheckedIOException | IllegalStateException gone) {
      // No answer, no promise.
      pause(50);
    }
  }

  private void tryToJoin(String house) {
    try {
      var email = "member" + people.incrementAndGet() + "@example.org";
      var answer =
          TestBrowser.at(house)
              .post("/sign-up", Map.of("name", "Wen", "email", email, "password", PASSWORD));
      if (answer.statusCode() == 303) {
        joined.add(email);
      }
    } catch (UncheckedIOException | IllegalStateException gone) {
      // No answer, no promise.
    }
    pause(400);
  }

  private void buy(TestBrowser browser) {
    var offer = offers.get(random.nextInt(offers.size()));
    browser.post("/cart/add", Map.of("offer", offer, "quantity", "1", "now", "yes"));
    var form = browser.get("/checkout").body();
    var placed =
        browser.post(
            "/checkout",
            Map.of(
                "request",
                found(REQUEST, form),
                "total",
                found(TOTAL, form),
                "channel",
                SANDBOX,
                "email",
                "shopper" + people.incrementAndGet() + "@example.org"));
    var cashier = placed.headers().firstValue("Location").orElse("");
    if (placed.statusCode() != 303 || !cashier.startsWith("/cashier/")) {
      throw new IllegalStateException("the order is not taken: " + placed.statusCode());
    }
    var number = found(NUMBER, String.join("\n", placed.headers().allValues("Set-Cookie")));
    var paid = browser.post(cashier + "/pay", Map.of());
    if (paid.statusCode() == 303) {
      bought.add(new Bought(number, cashier.substring("/cashier/".length()), browser));
    }
  }

  private static String found(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    if (!found.find()) {
      throw new IllegalStateException("not what a shopper expects: " + pattern);
    }
    return found.group(1);
  }

  private static void pause(int milliseconds) {
    try {
      TimeUnit.MILLISECONDS.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
