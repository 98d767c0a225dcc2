package changke.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// Home, category, search, offer and order pages in an open loop at 200 requests per second over
/// 50,000 offers: latency from the intended start, cold (the first requests of a fresh process) and
/// warm. `ours` is the p99 of the worst page, the limit is 50 ms. Beside it the same server answers
/// a small static file at the same rate: what no page can beat.
///
/// Every request for a page that has parameters has its own, at least 10,000 different ones in a
/// full run. While its compiler is still at work a house may tell visitors to come later (503); how
/// many is printed, and a warm one must not.
public final class PagesBench implements Comparison {

  private static final double LIMIT_MS = 50;
  private static final int ADDRESSES = 5_000;
  private static final Pattern TILE = Pattern.compile("href=\"/o/([0-9a-f-]{36})\"");

  /// A request: the page's name, its path, further header lines.
  private record Look(String page, String path, String headers) {}

  private record Sizes(int offers, int orders, double rate, int cold, int warmUp, int counted) {
    static Sizes of(Options options) {
      return options.quick()
          ? new Sizes(3_000, 500, 60, 100, 200, 400)
          : new Sizes(
              Math.toIntExact(options.size("offers", 50_000, 50_000)),
              10_000,
              options.size("rate", 200, 200),
              1_000,
              8_000,
              14_000);
    }
  }

  private final Random random = new Random(20_251_122);
  private final ConcurrentLinkedQueue<HttpLine> lines = new ConcurrentLinkedQueue<>();
  private final AtomicInteger toldToWait = new AtomicInteger();

  @Override
  public Result run(Options options) throws Exception {
    var sizes = Sizes.of(options);
    try (var house =
        House.start(
            Map.of(
                "CHANGKE_PAGES_REQUESTSPERSECOND", "100000",
                "CHANGKE_PAGES_BURST", "100000",
                "SERVER_FORWARDHEADERSSTRATEGY", "native"))) {
      try (var connection = house.connect("changke")) {
        PageSeed.fill(connection, sizes.offers, sizes.orders);
      }
      return measure(house, sizes);
    }
  }

  private Result measure(House house, Sizes sizes) throws Exception {
    System.out.printf(
        Locale.ROOT,
        "%d processors, %d offers, %d orders, %.0f requests/s, five pages by turns; %s%n",
        Runtime.getRuntime().availableProcessors(),
        sizes.offers,
        sizes.orders,
        sizes.rate,
        house.durability());
    var looks = looks(house, sizes);
    var distinct = new HashSet<>(looks.stream().map(look -> look.path).toList()).size();
    System.out.println(looks.size() + " requests, " + distinct + " different");
    print("cold", drive(house, looks.subList(0, sizes.cold), sizes.rate));
    drive(house, looks.subList(sizes.cold, sizes.cold + sizes.warmUp), sizes.rate);
    var whileCompiling = toldToWait.getAndSet(0);
    System.out.printf(
        "%d of the first %d were told to come later%n", whileCompiling, sizes.cold + sizes.warmUp);
    var warm = drive(house, looks.subList(sizes.cold + sizes.warmUp, looks.size()), sizes.rate);
    print("warm", warm);
    var still =
        new ArrayList<Look>(
            Collections.nCopies(sizes.counted / 4, new Look("static", "/brand/mark.svg", "")));
    var floor = drive(house, still, sizes.rate);
    print("limit of the machine", floor);
    if (toldToWait.get() > 0) {
      throw new Mismatch(toldToWait + " visitors of a warm house were told to come later");
    }
    checkAnswers(house, sizes);
    var worst = warm.values().stream().mapToDouble(p -> p.at(0.99)).max().orElseThrow();
    var result =
        new Result("pages", worst, "ms", "limit", LIMIT_MS, worst / LIMIT_MS)
            .also("distinct", distinct)
            .also("static_p99", floor.values().iterator().next().at(0.99));
    warm.forEach((page, times) -> result.also(page + "_p99", times.at(0.99)));
    return result;
  }

  private static void print(String when, Map<String, Percentiles> pages) {
    pages.forEach(
        (page, times) -> System.out.printf(Locale.ROOT, "%s %-8s %s%n", when, page, times));
  }

  /// The pages by turns, each with parameters that were not asked for before.
  private List<Look> looks(House house, Sizes sizes) throws Exception {
    var many = (sizes.cold + sizes.warmUp + sizes.counted) / 5;
    var links = new PageSeed.Links(house.data());
    var numbers = numbers(house, sizes.orders);
    var categories = categories(sizes.offers);
    var offers = shuffled(sizes.offers);
    var orders = shuffled(sizes.orders);
    var looks = new ArrayList<Look>();
    for (int i = 0; i < many; i++) {
      looks.add(new Look("home", "/", ""));
      looks.add(new Look("category", categories.get(i % categories.size()), ""));
      looks.add(new Look("search", "/search?q=" + words(i), ""));
      looks.add(new Look("offer", "/o/" + PageSeed.offer(offers.get(i % offers.size())), ""));
      var order = orders.get(i % orders.size()) + 1;
      var number = numbers.get(order - 1);
      var cookie = "Cookie: receipts=" + number + ":" + links.token(PageSeed.order(order)) + "\r\n";
      looks.add(new Look("order", "/orders/" + number, cookie));
    }
    return looks;
  }

  private List<Integer> shuffled(int many) {
    var all = new ArrayList<Integer>();
    for (int i = 0; i < many; i++) {
      all.add(i);
    }
    Collections.shuffle(all, random);
    return all;
  }

  private static List<String> numbers(House house, int orders) throws Exception {
    var numbers = new ArrayList<String>();
    try (var connection = house.connect("changke");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT number FROM orders.purchase ORDER BY id")) {
      while (rows.next()) {
        numbers.add(rows.getString(1));
      }
    }
    if (numbers.size() != orders) {
      throw new Mismatch("orders: " + numbers.size());
    }
    return numbers;
  }

  /// Every page of every category in every order; first pages come as often as others, which is
  /// harder than life.
  private List<String> categories(int offers) {
    var all = new ArrayList<String>();
    for (int section = 1; section <= ShopSeed.SECTIONS; section++) {
      for (int shelf = 0; shelf <= ShopSeed.SHELVES_PER_SECTION; shelf++) {
        var slug = shelf == 0 ? "section-" + section : "shelf-" + section + "-" + shelf;
        var inIt = offers / ShopSeed.SECTIONS / (shelf == 0 ? 1 : ShopSeed.SHELVES_PER_SECTION);
        for (var sort : List.of("NEWEST", "CHEAPEST", "DEAREST")) {
          for (int page = 0; page < Math.min(200, inIt / 24); page++) {
            all.add("/c/" + slug + "?sort=" + sort + "&page=" + page);
          }
        }
      }
    }
    Collections.shuffle(all, random);
    return all;
  }

  /// Half of the searches have two words, the others one, a Chinese one, or one that is in every
  /// title.
  private String words(int i) {
    var first = PageSeed.first(random.nextInt(PageSeed.WORDS));
    var second = PageSeed.second(random.nextInt(PageSeed.WORDS));
    var text =
        switch (i % 8) {
          case 0, 1, 2, 3 -> first + " " + second;
          case 4, 5 -> first + " " + random.nextInt(50_000);
          case 6 -> PageSeed.zh(random.nextInt(PageSeed.ZH_WORDS)) + " " + second;
          default -> "card " + second.substring(0, 3 + random.nextInt(3));
        };
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private SequencedMap<String, Percentiles> drive(House house, List<Look> looks, double rate)
      throws Exception {
    var times = new LinkedHashMap<String, ConcurrentLinkedQueue<Long>>();
    looks.forEach(look -> times.putIfAbsent(look.page, new ConcurrentLinkedQueue<>()));
    var problems = new ConcurrentLinkedQueue<String>();
    var threads = new ArrayList<Thread>();
    var start = System.nanoTime();
    for (int i = 0; i < looks.size(); i++) {
      var look = looks.get(i);
      var address = i % ADDRESSES;
      var intended = start + (long) (i * 1e9 / rate);
      TimeUnit.NANOSECONDS.sleep(intended - System.nanoTime());
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  var answer = get(house, look, address);
                  times
                      .getOrDefault(look.page, new ConcurrentLinkedQueue<>())
                      .add(System.nanoTime() - intended);
                  if (answer.status() == 503) {
                    toldToWait.incrementAndGet();
                  } else if (answer.status() != 200) {
                    problems.add(answer.status() + " at " + look.path);
                  }
                } catch (IOException e) {
                  problems.add(e + " at " + look.path);
                }
              }));
    }
    for (var thread : threads) {
      thread.join();
    }
    if (!problems.isEmpty()) {
      throw new Mismatch(problems.size() + " pages failed, one of them with " + problems.peek());
    }
    var found = new LinkedHashMap<String, Percentiles>();
    times.forEach((page, nanos) -> found.put(page, Percentiles.ofNanos(nanos)));
    return found;
  }

  private HttpLine.Answer get(House house, Look look, int address) throws IOException {
    var from = "X-Forwarded-For: 198.18." + address / 250 + "." + (address % 250 + 1) + "\r\n";
    for (var line = lines.poll(); line != null; line = lines.poll()) {
      try {
        return get(line, look, from);
      } catch (IOException closedMeanwhile) {
        line.close();
      }
    }
    return get(new HttpLine(house.port()), look, from);
  }

  private HttpLine.Answer get(HttpLine line, Look look, String from) throws IOException {
    var answer = line.get(look.path, from + look.headers);
    if (line.over()) {
      line.close();
    } else {
      lines.add(line);
    }
    return answer;
  }

  /// What the pages show is what SQL by hand says they have to.
  private void checkAnswers(House house, Sizes sizes) throws Exception {
    for (int i = 0; i < 10; i++) {
      var n = random.nextInt(sizes.offers);
      var title = PageSeed.first(n % 100) + " " + PageSeed.second(n / 100 % 100) + " " + n;
      demand(page(house, "/o/" + PageSeed.offer(n)).contains(title), "offer " + n);
      var section = 1 + random.nextInt(ShopSeed.SECTIONS);
      var shown = tiles(page(house, "/c/section-" + section + "?sort=NEWEST&page=" + i % 3));
      demand(shown.equals(newest(section, i % 3, sizes.offers)), "section " + section);
      var first = PageSeed.first(n % 100);
      var found = tiles(page(house, "/search?q=" + first + "+" + n));
      demand(found.contains(PageSeed.offer(n).toString()), "search " + first + " " + n);
    }
  }

  private static List<String> newest(int section, int page, int offers) {
    var expected = new ArrayList<String>();
    for (int n = section - 1; n < offers; n += ShopSeed.SECTIONS) {
      expected.add(PageSeed.offer(n).toString());
    }
    return expected.subList(
        Math.min(expected.size(), page * 24), Math.min(expected.size(), page * 24 + 24));
  }

  private static List<String> tiles(String page) {
    return TILE.matcher(page).results().map(found -> found.group(1)).distinct().toList();
  }

  private String page(House house, String path) throws IOException {
    return get(house, new Look("", path, ""), 1).text();
  }

  private static void demand(boolean right, String what) {
    if (!right) {
      throw new Mismatch("the page does not show what it has to: " + what);
    }
  }
}
