package changke.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import changke.engine.cohort.Cell;
import changke.engine.cohort.RetentionTable;
import changke.engine.value.RfmSegment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// Reports on real shops against an oracle that reads the same files line by line and counts with
/// sets and maps. The oracle knows sets of dates per person, nothing else.
class ReportsTest {

  private static final Path DATA =
      Path.of(System.getProperty("changke.shared", "../shared"), "data");
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  /// What the oracle knows: the date of each order by person, money by person, all money.
  private static final class Naive {
    final Map<String, Map<String, LocalDateTime>> orders = new HashMap<>();
    final Map<String, Double> money = new HashMap<>();
    double all;

    void order(String person, String order, LocalDateTime at) {
      orders
          .computeIfAbsent(person, p -> new HashMap<>())
          .merge(order, at, (a, b) -> a.isBefore(b) ? a : b);
    }

    List<LocalDate> dates(String person) {
      return orders.getOrDefault(person, Map.of()).values().stream()
          .map(LocalDateTime::toLocalDate)
          .sorted()
          .toList();
    }

    LocalDate last() {
      return orders.keySet().stream()
          .flatMap(p -> dates(p).stream())
          .max(LocalDate::compareTo)
          .orElseThrow();
    }

    /// Cohort date → offset → people who ordered in exactly that later period.
    Map<LocalDate, Map<Integer, Integer>> retention(
        UnaryOperator<LocalDate> start, UnaryOperator<LocalDate> next) {
      var table = new TreeMap<LocalDate, Map<Integer, Integer>>();
      for (var person : orders.keySet()) {
        var dates = dates(person);
        var cohort = start.apply(dates.getFirst());
        Set<LocalDate> periods = new HashSet<>();
        dates.forEach(date -> periods.add(start.apply(date)));
        int offset = 0;
        for (var at = cohort; !at.isAfter(dates.getLast()); at = next.apply(at)) {
          if (periods.contains(at)) {
            table.computeIfAbsent(cohort, c -> new HashMap<>()).merge(offset, 1, Integer::sum);
          }
          offset++;
        }
      }
      return table;
    }
  }

  private static Naive cdnow(String file, int personAt, int dateAt) throws IOException {
    var naive = new Naive();
    int line = 0;
    for (var text : Files.readAllLines(DATA.resolve("cdnow").resolve(file))) {
      var cells = text.strip().split("\\s+");
      if (Character.isDigit(cells[0].charAt(0))) {
        var date = LocalDate.parse(cells[dateAt], DateTimeFormatter.BASIC_ISO_DATE);
        naive.order(cells[personAt], String.valueOf(line++), date.atStartOfDay());
        var amount = Double.parseDouble(cells[cells.length - 1]);
        naive.money.merge(cells[personAt], amount, Double::sum);
        naive.all += amount;
      }
    }
    return naive;
  }

  private static Naive onlineRetail() throws IOException {
    var naive = new Naive();
    var comma = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(retailFile())), StandardCharsets.UTF_8))) {
      in.readLine();
      for (var text = in.readLine(); text != null; text = in.readLine()) {
        var c = text.indexOf('"') < 0 ? text.split(",", -1) : comma.split(text, -1);
        var money =
            Math.round(Integer.parseInt(c[3]) * Double.parseDouble(c[5]) * 100 + 1e-7) / 100.0;
        naive.all += money;
        if (!c[6].isEmpty()) {
          naive.money.merge(c[6], money, Double::sum);
          if (!c[0].startsWith("C")) {
            naive.order(c[6], c[0], LocalDateTime.parse(c[4].replace(' ', 'T')));
          }
        }
      }
    }
    return naive;
  }

  private static Path retailFile() {
    return DATA.resolve("online-retail/online-retail.csv.gz");
  }

  private static Reports reports(Path file, HistoryFormat format) throws IOException {
    return new Reports(
        ShopHistory.of(
            HistoryReader.read(HistoryFile.of(file), format, HistoryLimits.REPORT, NOW, n -> {})));
  }

  private static HistoryFormat format(String zone, String currency) {
    return HistoryFormat.guessed(ZoneId.of(zone), Currency.getInstance(currency));
  }

  @Test
  void cdnow_master_with_a_mapping_of_its_own_equals_the_oracle() throws IOException {
    var file = DATA.resolve("cdnow/CDNOW_master.txt");
    assumeTrue(Files.exists(file), "left out: the shared data are not there");
    var mapping = "person=customer_id,time=date,quantity=number_of_cds,amount=dollar_value";
    var reports =
        reports(file, format("America/New_York", "USD").mapped(HistoryMapping.parse(mapping)));
    compare(reports, cdnow("CDNOW_master.txt", 0, 1));
    assertThat(reports.summary().buyers()).isEqualTo(23_570);
    assertThat(reports.summary().orders()).isEqualTo(69_659);
  }

  @Test
  void cdnow_sample_without_a_header_equals_the_oracle() throws IOException {
    var file = DATA.resolve("cdnow/CDNOW_sample.txt");
    assumeTrue(Files.exists(file), "left out: the shared data are not there");
    var mapping = HistoryMapping.parse("person=2,time=3,quantity=4,amount=5");
    var reports = reports(file, format("America/New_York", "USD").mapped(mapping));
    compare(reports, cdnow("CDNOW_sample.txt", 1, 2));
    assertThat(reports.summary().buyers()).isEqualTo(2_357);
  }

  @Test
  void online_retail_equals_the_oracle() throws IOException {
    assumeTrue(Files.exists(retailFile()), "left out: the shared data are not there");
    var naive = onlineRetail();
    var reports = reports(retailFile(), format("Europe/London", "GBP"));
    compare(reports, naive);
    assertThat(reports.summary().buyers()).isEqualTo(4_339);
    assertThat(reports.summary().anonymousMinor(reports.history())).isEqualTo(144_768_212);
  }

  private static void compare(Reports reports, Naive naive) {
    assertThat(reports.history().lastDate()).isEqualTo(naive.last());
    compareRetention(
        reports,
        naive,
        RetentionChoice.Unit.MONTH,
        date -> date.withDayOfMonth(1),
        date -> date.plusMonths(1));
    compareRetention(
        reports,
        naive,
        RetentionChoice.Unit.WEEK,
        date -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)),
        date -> date.plusWeeks(1));
    compareRetention(
        reports, naive, RetentionChoice.Unit.DAY, date -> date, date -> date.plusDays(1));
    compareRepeat(reports.repeat(), naive);
    compareRfm(reports.rfm(), naive);
    compareMoney(reports, naive);
  }

  private static void compareRetention(
      Reports reports,
      Naive naive,
      RetentionChoice.Unit unit,
      UnaryOperator<LocalDate> start,
      UnaryOperator<LocalDate> next) {
    var table = reports.retention(RetentionChoice.of(unit));
    var expected = naive.retention(start, next);
    var last = naive.last();
    var today = last.plusDays(1);
    var returned = new long[table.mean().size()];
    var asked = new long[table.mean().size()];
    int people = 0;
    for (var row : table.rows()) {
      var counts = expected.getOrDefault(row.firstDate(), Map.of());
      int size = counts.getOrDefault(0, 0);
      people += size;
      assertThat(row.people()).isEqualTo(size);
      var begins = row.firstDate();
      for (int k = 0; k < row.cells().size(); k++) {
        var ends = next.apply(begins);
        var cell = row.cells().get(k);
        assertThat(cell.closes()).isEqualTo(ends);
        if (begins.isAfter(last)) {
          assertThat(cell)
              .isInstanceOf(begins.isAfter(today) ? Cell.Future.class : cell.getClass());
        } else if (ends.isAfter(today)) {
          assertThat(((Cell.Open) cell).returned())
              .isEqualTo(counts.getOrDefault(k, 0).longValue());
        } else {
          assertThat(((Cell.Closed) cell).returned())
              .isEqualTo(counts.getOrDefault(k, 0).longValue());
          returned[k] += counts.getOrDefault(k, 0);
          asked[k] += size;
        }
        begins = ends;
      }
    }
    assertThat(people).isEqualTo(naive.orders.size());
    assertMeans(table, returned, asked);
  }

  private static void assertMeans(RetentionTable table, long[] returned, long[] asked) {
    for (int k = 0; k < returned.length; k++) {
      assertThat(table.mean().get(k).returned()).as("mean of column " + k).isEqualTo(returned[k]);
      assertThat(table.mean().get(k).eligible()).as("mean of column " + k).isEqualTo(asked[k]);
    }
  }

  private static void compareRepeat(RepeatReport report, Naive naive) {
    long once = 0;
    long gaps = 0;
    long gapDays = 0;
    var last = naive.last();
    for (var person : naive.orders.keySet()) {
      var dates = naive.dates(person);
      once += dates.size() == 1 ? 1 : 0;
      for (int i = 1; i < dates.size(); i++) {
        gaps++;
        gapDays += dates.get(i).toEpochDay() - dates.get(i - 1).toEpochDay();
      }
    }
    assertThat(report.orders().once()).isEqualTo(once);
    assertThat(report.orders().singleShare().orElseThrow())
        .isEqualTo((double) once / naive.orders.size());
    assertThat(report.orders().meanGapDays().orElseThrow())
        .isCloseTo((double) gapDays / gaps, within(1e-9));
    for (var repurchase : report.within()) {
      long asked = 0;
      long came = 0;
      for (var person : naive.orders.keySet()) {
        var dates = naive.dates(person);
        if (!dates.getFirst().plusDays(repurchase.horizonDays()).isAfter(last)) {
          asked++;
          var until = dates.getFirst().plusDays(repurchase.horizonDays());
          came += dates.size() > 1 && !dates.get(1).isAfter(until) ? 1 : 0;
        }
      }
      assertThat(repurchase.eligible()).isEqualTo(asked);
      assertThat(repurchase.returned()).isEqualTo(came);
    }
    assertThat(report.waiting().median().orElse(-1)).isEqualTo(naiveMedian(naive));
  }

  /// The product of (1 - events / at risk), day by day.
  private static int naiveMedian(Naive naive) {
    var last = naive.last();
    var waited = new ArrayList<long[]>();
    for (var person : naive.orders.keySet()) {
      var dates = naive.dates(person);
      var to = dates.size() > 1 ? dates.get(1) : last;
      waited.add(
          new long[] {to.toEpochDay() - dates.getFirst().toEpochDay(), dates.size() > 1 ? 1 : 0});
    }
    double waiting = 1;
    for (int day = 0; day < 1000; day++) {
      int now = day;
      long risk = waited.stream().filter(w -> w[0] >= now).count();
      long events = waited.stream().filter(w -> w[0] == now && w[1] == 1).count();
      if (risk == 0) {
        break;
      }
      waiting *= 1 - (double) events / risk;
      if (waiting <= 0.5) {
        return day;
      }
    }
    return -1;
  }

  private static void compareRfm(RfmReport report, Naive naive) {
    var last = naive.last();
    var recency =
        naive.orders.keySet().stream()
            .mapToLong(p -> last.toEpochDay() - naive.dates(p).getLast().toEpochDay())
            .toArray();
    var expected = new long[5][5];
    int at = 0;
    for (var person : naive.orders.keySet()) {
      long mine = recency[at++];
      long better = 0;
      for (long other : recency) {
        better += other < mine ? 1 : 0;
      }
      int orders = naive.dates(person).size();
      int frequency = orders >= 10 ? 5 : orders >= 5 ? 4 : orders >= 3 ? 3 : orders;
      expected[(int) (4 - 5 * better / recency.length)][frequency - 1]++;
    }
    for (int r = 0; r < 5; r++) {
      for (int f = 0; f < 5; f++) {
        assertThat(report.grid().get(r).get(f).people())
            .as("R%d F%d", r + 1, f + 1)
            .isEqualTo(expected[r][f]);
      }
    }
    assertThat(report.segments()).hasSize(RfmSegment.values().length);
    assertThat(report.segments().values().stream().mapToLong(RfmReport.Group::people).sum())
        .isEqualTo(naive.orders.size());
    var money =
        naive.orders.keySet().stream().mapToDouble(p -> naive.money.getOrDefault(p, 0.0)).sum();
    assertThat(
            report.segments().values().stream().mapToLong(RfmReport.Group::netMinor).sum() / 100.0)
        .isCloseTo(money, within(0.005));
  }

  private static void compareMoney(Reports reports, Naive naive) {
    assertThat(reports.summary().netMinor() / 100.0).isCloseTo(naive.all, within(0.005));
    long months =
        reports.revenue().months().stream().mapToLong(RevenueReport.Month::totalMinor).sum();
    assertThat((months - reports.history().unmatchedRefundMinor()) / 100.0)
        .isCloseTo(naive.all, within(0.005));
    long cohorts = 0;
    for (var row : reports.revenueByCohort().rows()) {
      for (var cell : row.cells()) {
        cohorts +=
            switch (cell) {
              case Cell.Future f -> 0;
              case Cell.Open o -> o.valueMinor();
              case Cell.Closed c -> c.valueMinor();
            };
      }
    }
    assertThat(cohorts).isEqualTo(reports.summary().knownMinor());
  }
}
