package changke.engine.churn;

import changke.engine.value.OnlineRetail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/// Histories to learn from: the two public shops, and one that is made up.
final class Shops {

  private static final Path GROCER =
      Path.of(System.getProperty("changke.shared", "../../shared"), "data/grocer/groceryElog.csv");

  private Shops() {}

  static boolean onlineRetailIsHere() {
    return OnlineRetail.here();
  }

  static boolean grocerIsHere() {
    return Files.exists(GROCER);
  }

  /// One act for each invoice and group of products; the first three characters of a stock code are
  /// its group.
  static Acts onlineRetail() throws IOException {
    var people = new TreeMap<Integer, List<OnlineRetail.Invoice>>();
    for (var invoice : OnlineRetail.invoices()) {
      people.computeIfAbsent(invoice.customer(), k -> new ArrayList<>()).add(invoice);
    }
    var acts = new Acts.Builder();
    for (var invoices : people.values()) {
      acts.person();
      invoices.sort(Comparator.comparing(OnlineRetail.Invoice::at));
      invoices.forEach(invoice -> add(acts, invoice));
    }
    return acts.build();
  }

  private static void add(Acts.Builder acts, OnlineRetail.Invoice invoice) {
    var day = (int) invoice.at().toLocalDate().toEpochDay();
    var hour = invoice.at().getHour();
    var money = Math.round(invoice.money() * 100);
    if (invoice.cancelled()) {
      acts.refund(day, hour, -money, 0);
      return;
    }
    var groups =
        invoice.products().stream()
            .map(code -> code.substring(0, Math.min(3, code.length())).hashCode())
            .distinct()
            .toList();
    for (int i = 0; i < groups.size(); i++) {
      acts.purchase(day, hour, i == 0 ? money : 0, groups.get(i), false);
    }
  }

  static Acts grocer() throws IOException {
    var people = new TreeMap<Integer, List<Integer>>();
    for (var line : Files.readAllLines(GROCER)) {
      var cells = line.split(",");
      if (!cells[0].equals("cust")) {
        people
            .computeIfAbsent(Integer.parseInt(cells[0]), k -> new ArrayList<>())
            .add((int) LocalDate.parse(cells[1]).toEpochDay());
      }
    }
    var acts = new Acts.Builder();
    for (var days : people.values()) {
      acts.person();
      days.stream().sorted().forEach(day -> acts.purchase(day, 12, 0, 0, false));
    }
    return acts.build();
  }

  /// People with a rate of their own for 400 days; some stop for good on a day of their own.
  static Acts madeUp(int people, long seed) {
    var random = new Random(seed);
    var acts = new Acts.Builder();
    for (int i = 0; i < people; i++) {
      acts.person();
      var rate = 0.02 + 0.2 * Math.pow(random.nextDouble(), 2);
      var leaves = random.nextInt(600);
      for (int day = random.nextInt(150); day < 400 && day < leaves; day++) {
        if (random.nextDouble() < rate) {
          acts.purchase(day, random.nextInt(24), 1_000 + random.nextInt(9_000), i % 7, i % 3 == 0);
        }
      }
    }
    return acts.build();
  }
}
