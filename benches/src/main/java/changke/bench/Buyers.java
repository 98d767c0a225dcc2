package changke.bench;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// Guests who buy one piece of the hot offer each time: the form is sent, the provider is asked
/// before the answer comes, the buyer pays there, the provider tells the shop.
///
/// Every order has its own e-mail address, and network addresses (198.18.0.0/15, told through the
/// proxy's header) come back often enough for the quotas to have something to count.
final class Buyers {

  private static final String SANDBOX_CHANNEL = "00000000-0000-7000-8000-000000000002";
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final Pattern COOKIE = Pattern.compile("XSRF-TOKEN=([^;]+)");
  private static final int ADDRESSES = 5_000;
  private static final int TRIES = 20;

  /// What became of a round of buying. `acknowledged` are the requests whose payment the shop has
  /// acknowledged; `soldOut` how many were told that there is nothing left.
  record Round(
      List<String> acknowledged,
      int soldOut,
      int toldToWait,
      List<Long> toPayment,
      List<Long> toEnd) {}

  private final House house;
  private final OutsideSandbox sandbox;
  private final Random random = new Random(20_251_122);
  private final AtomicLong number = new AtomicLong();
  private final ConcurrentLinkedQueue<HttpLine> lines = new ConcurrentLinkedQueue<>();
  private final String token;
  private final String cookie;

  Buyers(House house, OutsideSandbox sandbox) throws Exception {
    this.house = house;
    this.sandbox = sandbox;
    try (var line = new HttpLine(house.port())) {
      var page = line.get("/sign-in", "");
      var found = TOKEN.matcher(page.text());
      var set = COOKIE.matcher(page.header("set-cookie"));
      if (!found.find() || !set.find()) {
        throw new IllegalStateException("the sign-in page gives no token");
      }
      token = found.group(1);
      cookie = set.group(1);
    }
  }

  /// `buyers` people, each buying again as soon as the last order is paid, `orders` in all.
  Round closed(int buyers, int orders, long latencyMs) throws Exception {
    var left = new AtomicInteger(orders);
    var notes = new Notes();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < buyers; i++) {
      // Not all at once, or they would stay in step with each other.
      var wait = latencyMs * i / buyers;
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                pause(wait);
                while (left.getAndDecrement() > 0) {
                  notes.buy(System.nanoTime());
                }
              }));
    }
    return notes.after(threads);
  }

  /// `orders` people who come at a steady rate, however long those before them take.
  Round open(double perSecond, int orders) throws Exception {
    var notes = new Notes();
    var threads = new ArrayDeque<Thread>();
    var start = System.nanoTime();
    for (int i = 0; i < orders; i++) {
      var intended = start + (long) (i * 1e9 / perSecond);
      TimeUnit.NANOSECONDS.sleep(intended - System.nanoTime());
      threads.add(Thread.ofVirtual().start(() -> notes.buy(intended)));
    }
    return notes.after(threads);
  }

  private final class Notes {
    final ConcurrentMap<String, Long> acknowledged = new ConcurrentHashMap<>();
    final ConcurrentLinkedQueue<Long> toPayment = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Throwable> problems = new ConcurrentLinkedQueue<>();
    final AtomicInteger soldOut = new AtomicInteger();
    final AtomicInteger toldToWait = new AtomicInteger();

    void buy(long intended) {
      try {
        var request = new UUID(random.nextLong(), random.nextLong()).toString();
        var payAt = place(request, this);
        if (payAt.isEmpty()) {
          soldOut.incrementAndGet();
          return;
        }
        toPayment.add(System.nanoTime() - intended);
        for (int tried = 0; tried < TRIES; tried++) {
          if (sandbox.pay(payAt)) {
            acknowledged.put(request, System.nanoTime() - intended);
            return;
          }
          toldToWait.incrementAndGet();
          pause(200);
        }
        throw new IllegalStateException("the shop never took the notification of " + payAt);
      } catch (Exception | Error problem) {
        problems.add(problem);
      }
    }

    Round after(Iterable<Thread> threads) throws Exception {
      for (var thread : threads) {
        thread.join();
      }
      if (!problems.isEmpty()) {
        throw new IllegalStateException(
            problems.size() + " buyers had a problem, one of them", problems.peek());
      }
      return new Round(
          List.copyOf(acknowledged.keySet()),
          soldOut.get(),
          toldToWait.get(),
          List.copyOf(toPayment),
          List.copyOf(acknowledged.values()));
    }
  }

  /// Where to pay; empty when there is nothing left to buy. Who is told to come later does.
  private String place(String request, Notes notes) throws IOException {
    var n = number.getAndIncrement();
    var address = n % ADDRESSES;
    var headers =
        "X-Forwarded-For: 198.18."
            + address / 250
            + "."
            + (address % 250 + 1)
            + "\r\nCookie: XSRF-TOKEN="
            + cookie
            + "; cart="
            + ShopSeed.HOT_OFFER
            + ".1\r\n";
    var form =
        "_csrf=%s&request=%s&email=buyer%d%%40example.org&channel=%s&total=%d"
            .formatted(token, request, n, SANDBOX_CHANNEL, ShopSeed.PRICE_MINOR);
    for (int tried = 0; tried < TRIES; tried++) {
      var answer = post(headers, form);
      switch (answer.status()) {
        case 303 -> {
          if (answer.header("location").startsWith("http")) {
            return answer.header("location");
          }
          if (answer.header("location").equals("/cart")) {
            return "";
          }
        }
        case 422 -> {
          return "";
        }
        case 503, 429 -> {}
        default ->
            throw new IllegalStateException(
                answer.status() + " " + answer.header("location") + "\n" + answer.text());
      }
      notes.toldToWait.incrementAndGet();
      pause(500);
    }
    throw new IllegalStateException("told to come later " + TRIES + " times");
  }

  /// On a line that is there already, unless the shop has closed it meanwhile: the same request
  /// again is the same order.
  private HttpLine.Answer post(String headers, String form) throws IOException {
    for (var line = lines.poll(); line != null; line = lines.poll()) {
      try {
        return post(line, headers, form);
      } catch (IOException closedMeanwhile) {
        line.close();
      }
    }
    return post(new HttpLine(house.port()), headers, form);
  }

  private HttpLine.Answer post(HttpLine line, String headers, String form) throws IOException {
    var answer = line.post("/checkout", headers, form);
    if (line.over()) {
      line.close();
    } else {
      lines.add(line);
    }
    return answer;
  }

  private static void pause(long ms) {
    try {
      TimeUnit.MILLISECONDS.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
