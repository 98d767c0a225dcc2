package changke.insights;

import changke.engine.cohort.Interval;
import changke.engine.days.People;
import changke.engine.value.RepeatOrders;
import changke.engine.value.Repurchase;
import changke.engine.value.Survival;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// Who orders again, within how many days, and how long people wait with the second order.
final class RepeatBoard implements Report {

  private static final int[] HORIZONS = {7, 30, 60, 90, 180, 365};
  private static final int MANY = 10;

  @Override
  public String name() {
    return "repeat";
  }

  @Override
  public ReportView draw(Scope scope, Voice voice) {
    var buyers = Customers.of(scope);
    var definition =
        Block.definition(
            voice.say("console.customers.asof", voice.day(scope.to()))
                + " "
                + voice.say("insights.repeat.define"));
    if (buyers.size == 0) {
      return new ReportView(
          List.of(definition, Block.empty(voice.say("console.customers.empty"))), "");
    }
    int closed = Math.min(buyers.lastDay, scope.today() - 1);
    var waiting = Repurchase.timeToSecond(buyers.firstDay, buyers.secondDay, closed);
    var csv = new Csv("within_days", "eligible", "returned", "share");
    return new ReportView(
        List.of(
            definition,
            tiles(buyers, waiting, voice),
            within(buyers, closed, voice, csv),
            Draw.picture(
                voice.say("insights.repeat.curve.title"), curve(waiting, voice), scope, voice),
            byOrders(buyers, voice)),
        csv.toString());
  }

  private static Block.Tiles tiles(Customers buyers, Survival waiting, Voice voice) {
    var repeat = RepeatOrders.of(buyers.orders, buyers.firstDay, buyers.latestDay);
    var median = waiting.median();
    return new Block.Tiles(
        List.of(
            new Block.Tile(
                voice.say("insights.figure.buyers"),
                voice.number(buyers.size),
                voice.say("insights.figure.buyers.hint"),
                "orders:0"),
            new Block.Tile(
                voice.say("insights.figure.single"),
                voice.percent(repeat.singleShare()),
                voice.say("insights.figure.single.hint"),
                "orders:1"),
            new Block.Tile(
                voice.say("insights.figure.gap"),
                days(repeat.meanGapDays(), voice),
                voice.say("insights.figure.gap.hint")),
            new Block.Tile(
                voice.say("insights.figure.median"),
                median.isEmpty()
                    ? voice.say("insights.figure.median.unknown")
                    : voice.say("insights.days", median.getAsInt()),
                voice.say("insights.figure.median.hint"))));
  }

  private static String days(OptionalDouble days, Voice voice) {
    return days.isEmpty() ? "–" : voice.say("insights.days", voice.decimal(days.getAsDouble()));
  }

  private static Block.Figures within(Customers buyers, int closed, Voice voice, Csv csv) {
    var rows = new ArrayList<List<Block.Cell>>();
    for (int horizon : HORIZONS) {
      var counted = Repurchase.within(horizon, buyers.firstDay, buyers.secondDay, closed);
      var interval = Interval.of(counted.returned(), counted.eligible());
      rows.add(
          List.of(
              Block.plain(String.valueOf(horizon)),
              Block.linked(
                  voice.number(counted.eligible()),
                  counted.eligible() > 0 ? "asked:" + horizon : ""),
              Block.linked(
                  voice.number(counted.returned()),
                  counted.returned() > 0 ? "again:" + horizon : ""),
              Block.plain(voice.percent(counted.share())),
              Block.plain(
                  counted.eligible() == 0
                      ? "–"
                      : voice.percent(interval.low()) + " – " + voice.percent(interval.high()))));
      csv.row(
          horizon,
          counted.eligible(),
          counted.returned(),
          counted.share().isPresent() ? counted.share().getAsDouble() : "");
    }
    return new Block.Figures(
        voice.say("insights.repeat.title"),
        List.of(
            voice.say("insights.repeat.days"),
            voice.say("insights.repeat.eligible"),
            voice.say("insights.repeat.returned"),
            voice.say("insights.share"),
            voice.say("insights.interval")),
        rows);
  }

  /// The share that has ordered again, by days since the first order, at most 120 points of it.
  private static Chart curve(Survival waiting, Voice voice) {
    var names = new ArrayList<String>();
    var shares = new ArrayList<Double>();
    var low = new ArrayList<Double>();
    var high = new ArrayList<Double>();
    int last = waiting.steps().isEmpty() ? -1 : waiting.steps().getLast().day();
    int every = Math.max(1, last / 120);
    int at = 0;
    for (int day = 0; day <= last; day += every) {
      while (at + 1 < waiting.steps().size() && waiting.steps().get(at + 1).day() <= day) {
        at++;
      }
      var step = waiting.steps().get(at);
      double share = step.day() <= day ? 1 - step.waiting() : 0;
      double error = step.day() <= day ? step.error() : 0;
      names.add(String.valueOf(day));
      shares.add(share);
      low.add(Math.max(0, share - 1.96 * error));
      high.add(Math.min(1, share + 1.96 * error));
    }
    return new Chart(
        "step",
        "percent",
        voice.say("insights.repeat.since"),
        names,
        List.of(new Chart.Series(voice.say("insights.repeat.curve"), shares, low, high)));
  }

  private static Block.Figures byOrders(Customers buyers, Voice voice) {
    var counts = new long[MANY];
    for (int orders : buyers.orders) {
      counts[Math.min(MANY, orders) - 1]++;
    }
    var rows = new ArrayList<List<Block.Cell>>();
    for (int i = 0; i < MANY; i++) {
      rows.add(
          List.of(
              Block.plain(i + 1 == MANY ? MANY + "+" : String.valueOf(i + 1)),
              Block.linked(voice.number(counts[i]), counts[i] > 0 ? "orders:" + (i + 1) : ""),
              Block.plain(voice.percent((double) counts[i] / buyers.size))));
    }
    return new Block.Figures(
        voice.say("insights.repeat.distribution"),
        List.of(
            voice.say("insights.repeat.orders"),
            voice.say("insights.people"),
            voice.say("insights.share")),
        rows);
  }

  @Override
  public People behind(Scope scope, Pick pick, int most) {
    var buyers = Customers.of(scope);
    int closed = Math.min(buyers.lastDay, scope.today() - 1);
    int number = pick.number(1);
    var members = new long[(scope.all().size() + 63) >>> 6];
    for (int at = 0; at < buyers.size; at++) {
      boolean asked = (long) buyers.firstDay[at] + number <= closed;
      boolean wanted =
          number >= 0
              && switch (pick.parts().getFirst()) {
                case "orders" -> number == 0 || Math.min(MANY, buyers.orders[at]) == number;
                case "asked" -> asked;
                case "again" -> asked && buyers.secondDay[at] <= buyers.firstDay[at] + number;
                default -> false;
              };
      if (wanted) {
        members[buyers.person[at] >>> 6] |= 1L << buyers.person[at];
      }
    }
    return People.ofWords(Arrays.copyOf(members, members.length), scope.all().size());
  }
}
