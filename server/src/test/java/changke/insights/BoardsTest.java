package changke.insights;

import static org.assertj.core.api.Assertions.assertThat;

import changke.engine.days.People;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The console's reports on made-up houses against what sets and maps say, and every number against
/// the people behind it.
class BoardsTest {

  private static final String ALL_DAYS = "from=2026-01-05&to=2026-04-19";

  private static Asked asked(String query) {
    var values = new HashMap<String, String>();
    for (var part : query.split("&")) {
      values.put(part.split("=")[0], part.split("=")[1]);
    }
    return Asked.of(values);
  }

  private static Drawn draw(String report, Behaviour all, String query) {
    return Drawn.of(report, all, asked(query), MadeHouse.voice());
  }

  /// Every cell and tile that leads to people.
  private static List<Block.Cell> picks(Drawn drawn) {
    var cells = new ArrayList<Block.Cell>();
    for (var block : drawn.view().blocks()) {
      switch (block) {
        case Block.Heat heat ->
            heat.rows()
                .forEach(row -> {
                  cells.add(new Block.Cell(row.people(), "", "", row.pick()));
                  cells.addAll(row.cells());
                });
        case Block.Figures figures -> figures.rows().forEach(cells::addAll);
        case Block.Tiles tiles ->
            tiles.tiles().forEach(t -> cells.add(new Block.Cell(t.value(), "", "", t.pick())));
        case Block.Note n -> assertThat(n.text()).isNotEmpty();
        case Block.Picture p -> assertThat(p.svg()).doesNotContain("NaN");
      }
    }
    cells.removeIf(cell -> cell.pick().isEmpty());
    return cells;
  }

  private static People behind(String report, Behaviour all, String query, String pick) {
    var scope = Drawn.scope(report, all, asked(query), Narrowing.NONE);
    return Boards.find(report).behind(scope, Report.Pick.of(pick), 10_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {71, 72})
  void who_may_not_be_seen_is_behind_no_number_of_any_report(long seed) {
    var house = new MadeHouse(seed, 150);
    var whole = house.built(Integer.MAX_VALUE);
    var hidden = new HashSet<UUID>();
    for (int p = 0; p < house.people.size(); p += 4) {
      hidden.add(house.people.get(p));
    }
    var out = whole.among(hidden);
    var seen = whole.without(hidden, Set.of());
    assertThat(out.count()).isPositive();
    assertThat(seen.everybody()).isEqualTo(whole.everybody().minus(out));
    int looked = 0;
    for (var report : Boards.names()) {
      for (var cell : picks(draw(report, seen, ALL_DAYS + "&show=people"))) {
        var behind = behind(report, seen, ALL_DAYS + "&show=people", cell.pick());
        assertThat(behind.and(out).count()).as("%s %s", report, cell.pick()).isZero();
        looked++;
      }
    }
    assertThat(looked).isGreaterThan(50);
    for (var crowd : Crowds.NAMES) {
      assertThat(Crowds.of(seen, crowd)).as(crowd).isEqualTo(Crowds.of(whole, crowd).minus(out));
    }
  }

  @Test
  void nothing_is_guessed_about_who_said_no_to_guesses() {
    var house = new MadeHouse(73, 400);
    var whole = house.built(Integer.MAX_VALUE);
    var scope = Drawn.scope("digest", whole, asked(ALL_DAYS), Narrowing.NONE);
    var slow = Care.slowing(scope);
    assertThat(slow.count()).isPositive();
    var some = Set.of(whole.id(slow.toArray()[0]));
    var seen = whole.without(Set.of(), some);
    var after = Care.slowing(Drawn.scope("digest", seen, asked(ALL_DAYS), Narrowing.NONE));
    assertThat(after).isEqualTo(slow.minus(whole.among(some)));
    assertThat(seen.everybody()).isEqualTo(whole.everybody());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "retention&show=people&start=Order Paid&back=Order Paid&unit=week",
        "retention&show=people&unit=day&columns=9",
        "retention&show=people&unit=month&cohort=recurring&shape=every&columns=3",
        "retention&show=people&unit=week&cohort=recurring&shape=after&horizon=9&columns=6",
        "retention&show=people&unit=sunday&shape=bracket&brackets=0-1,2-5",
        "retention&show=people&unit=week&window=rolling&start=Shared&back=Page /&columns=5",
        "retention&show=people&unit=week&count=2&start=Page /&back=Page /&cohort=matching",
        "retention&show=people&unit=month&least=90&start=Order Paid&back=Order Paid",
        "retention&show=people&unit=month&subject=merchants&columns=3",
        "funnel&s1=Page /&s2=Page /offers&s3=Order Paid&within=5",
        "funnel&s1=Page /&s2=Order Paid&within=30&not=Shared&order=no_repeats&ties=rising",
        "stickiness&unit=week",
        "stickiness&unit=day&act=Order Paid",
        "lifecycle&unit=week",
        "lifecycle&unit=month&act=Shared&who=members",
        "rfm&who=all",
        "repeat&who=all",
        "repeat&who=once",
        "aarrr&unit=month&referral=Shared",
        "cross&who=all"
      })
  void every_number_of_people_is_the_number_of_people_behind_it(String question) {
    var all = new MadeHouse(5, 300).built(997);
    var report = question.substring(0, question.indexOf('&'));
    var query = question.substring(question.indexOf('&') + 1) + "&" + ALL_DAYS;
    var picks = picks(draw(report, all, query));
    assertThat(picks).isNotEmpty();
    boolean shares = report.equals("cross");
    for (var cell : picks) {
      int found = behind(report, all, query, cell.pick()).count();
      if (cell.text().endsWith("%")) {
        assertThat(found).as(cell + " of " + question).isPositive();
        assertThat(shares || report.equals("repeat")).isTrue();
      } else {
        assertThat(found)
            .as(cell + " of " + question)
            .isEqualTo(Integer.parseInt(cell.text().replace(",", "")));
      }
    }
  }

  @Test
  void every_report_draws_an_empty_house() {
    var empty = MadeHouse.build(MadeHouse.empty());
    for (var report : Boards.names()) {
      assertThat(draw(report, empty, ALL_DAYS).view().blocks()).as(report).isNotEmpty();
      assertThat(behind(report, empty, ALL_DAYS, "cell:0:0").count()).isZero();
    }
  }

  private static LocalDate day(int second) {
    return Instant.ofEpochSecond(second).atZone(MadeHouse.ZONE).toLocalDate();
  }

  @ParameterizedTest
  @ValueSource(longs = {41, 42})
  void lifecycle_by_month_is_what_sets_of_months_say(long seed) {
    var house = new MadeHouse(seed, 200);
    var root = house.roots();
    var months = new HashMap<Integer, TreeSet<Integer>>();
    for (var act : house.acts) {
      months
          .computeIfAbsent(root[act.person()], p -> new TreeSet<>())
          .add(day(act.second()).getMonthValue());
    }
    for (var order : house.orders) {
      months
          .computeIfAbsent(root[order.person()], p -> new TreeSet<>())
          .add(day(order.second()).getMonthValue());
    }
    var naive = new StringBuilder();
    for (int month = 1; month <= 4; month++) {
      int[] counts = new int[4];
      for (var own : months.values()) {
        boolean now = own.contains(month);
        boolean before = own.contains(month - 1);
        counts[0] += now && own.first() == month ? 1 : 0;
        counts[1] += now && before ? 1 : 0;
        counts[2] += now && !before && own.first() < month ? 1 : 0;
        counts[3] += !now && before ? 1 : 0;
      }
      naive.append(
          "%d,%d,%d,%d,%d;"
              .formatted(
                  counts[0] + counts[1] + counts[2], counts[0], counts[1], counts[2], counts[3]));
    }
    var csv = draw("lifecycle", house.built(500), "unit=month&" + ALL_DAYS).view().csv();
    var ours = new StringBuilder();
    csv.lines()
        .skip(1)
        .forEach(
            line -> ours.append(line, line.indexOf(',') + 1, line.lastIndexOf(',')).append(';'));
    assertThat(ours.toString()).as("seed %d", seed).isEqualTo(naive.toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {51, 52, 53})
  void every_rule_of_attribution_gives_exactly_the_net_revenue_and_last_is_last(long seed) {
    var house = new MadeHouse(seed, 200);
    var root = house.roots();
    var naive = new TreeMap<String, Long>();
    long all = 0;
    for (var order : house.orders) {
      var last =
          house.touches.stream()
              .filter(t -> root[t.person()] == root[order.person()])
              .filter(t -> t.second() <= order.second())
              .filter(t -> t.second() > order.second() - 30 * 86_400)
              .mapToInt(MadeHouse.Touch::second)
              .max();
      if (last.isPresent()) {
        var channels =
            house.touches.stream()
                .filter(t -> root[t.person()] == root[order.person()])
                .filter(t -> t.second() == last.getAsInt())
                .map(MadeHouse.Touch::channel)
                .distinct()
                .toList();
        if (channels.size() == 1) {
          naive.merge(channels.getFirst(), order.net(), Long::sum);
          all += order.net();
        }
      }
    }
    var built = house.built(400);
    var credits =
        Credits.of(
            built,
            built.everybody(),
            (int) LocalDate.of(2026, 1, 5).toEpochDay(),
            (int) LocalDate.of(2026, 4, 19).toEpochDay(),
            30 * 86_400L,
            7 * 86_400.0);
    long net = house.orders.stream().mapToLong(MadeHouse.Order::net).sum();
    long credited = net - credits.none;
    assertThat(credited).isEqualTo(all);
    for (int rule = 0; rule < Credits.RULES.length; rule++) {
      long sum = 0;
      for (long part : credits.byRule[rule]) {
        sum += part;
      }
      assertThat(sum).as("seed %d %s", seed, Credits.RULES[rule]).isEqualTo(credited);
    }
    var ours = new TreeMap<String, Long>();
    for (int slot = 0; slot < credits.channels.length; slot++) {
      if (credits.byRule[1][slot] != 0) {
        ours.put(built.touches.channels().get(credits.channels[slot]), credits.byRule[1][slot]);
      }
    }
    assertThat(ours).as("seed %d", seed).isEqualTo(naive);
  }

  @ParameterizedTest
  @ValueSource(longs = {61, 62})
  void revenue_orders_and_first_orders_by_month_are_what_maps_say(long seed) {
    var house = new MadeHouse(seed, 200);
    var root = house.roots();
    var net = new TreeMap<Integer, Long>();
    var count = new TreeMap<Integer, Integer>();
    var buyers = new TreeMap<Integer, Set<Integer>>();
    var first = new HashMap<Integer, Integer>();
    for (var order : house.orders) {
      int month = day(order.second()).getMonthValue();
      net.merge(month, order.net(), Long::sum);
      count.merge(month, 1, Integer::sum);
      buyers.computeIfAbsent(month, m -> new HashSet<>()).add(root[order.person()]);
      first.merge(root[order.person()], order.second(), Math::min);
    }
    var naive = new ArrayList<String>();
    for (int month = 1; month <= 4; month++) {
      int here = month;
      long fresh = first.values().stream().filter(s -> day(s).getMonthValue() == here).count();
      naive.add(
          "%d,%d,%d,%s"
              .formatted(
                  buyers.getOrDefault(month, Set.of()).size(),
                  fresh,
                  count.getOrDefault(month, 0),
                  Decimals.major(net.getOrDefault(month, 0L), MadeHouse.EURO)));
    }
    var lines =
        draw("aarrr", house.built(800), "unit=month&" + ALL_DAYS).view().csv().lines().skip(1);
    var ours = lines.map(line -> line.split(",")).map(BoardsTest::bought).toList();
    assertThat(ours).as("seed %d", seed).isEqualTo(naive);
  }

  private static String bought(String[] line) {
    return line[9] + "," + line[10] + "," + line[11] + "," + line[12];
  }

  @Test
  void concentration_and_hours_add_up_to_all_that_was_sold() {
    var house = new MadeHouse(71, 200);
    var all = house.built(800);
    long net = house.orders.stream().mapToLong(MadeHouse.Order::net).sum();
    for (var over : List.of("buyers", "merchants", "offers")) {
      var scope = Drawn.scope("concentration", all, asked(ALL_DAYS), Narrowing.NONE);
      long sum = 0;
      for (long total : ConcentrationBoard.totals(scope, over)) {
        sum += total;
      }
      assertThat(sum).as(over).isEqualTo(net);
    }
    Map<String, Integer> naive = new TreeMap<>();
    for (var order : house.orders) {
      var at = Instant.ofEpochSecond(order.second()).atZone(MadeHouse.ZONE);
      naive.merge(at.getDayOfWeek().getValue() + "," + at.getHour(), 1, Integer::sum);
    }
    Map<String, Integer> ours = new TreeMap<>();
    draw("hours", all, ALL_DAYS)
        .view()
        .csv()
        .lines()
        .skip(1)
        .forEach(line -> {
          var cells = line.split(",");
          if (!cells[2].equals("0")) {
            ours.put(cells[0] + "," + cells[1], Integer.parseInt(cells[2]));
          }
        });
    assertThat(ours).isEqualTo(naive);
  }
}
