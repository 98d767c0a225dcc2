package changke.insights;

import changke.engine.days.People;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How much of the sales hangs on how few: buyers, merchants or offers.
final class ConcentrationBoard implements Report {

  private static final List<String> OVER = List.of("buyers", "merchants", "offers");
  private static final double[] TOPS = {.01, .05, .1, .2, .5};
  private static final int POINTS = 50;

  @Override
  public String name() {
    return "concentration";
  }

  @Override
  public List<Control> controls(Scope scope, Voice voice) {
    return List.of(
        Control.select(
            "over",
            voice.say("console.concentration.over"),
            Draw.options("console.concentration.over.", OVER, voice),
            over(scope)));
  }

  private static String over(Scope scope) {
    return scope.asked().oneOf("over", OVER);
  }

  /// Net sales of each buyer, merchant or offer in the dates, by number; 0 for who sold nothing.
  static long[] totals(Scope scope, String over) {
    var orders = scope.all().purchases;
    int first = (int) scope.from().toEpochDay();
    int last = (int) scope.to().toEpochDay();
    int size =
        switch (over) {
          case "merchants" -> orders.merchants().size();
          case "offers" -> orders.offers().size();
          default -> scope.all().size();
        };
    var totals = new long[size];
    var people = scope.people();
    for (int p = 0; p < orders.people(); p++) {
      if (orders.from(p) == orders.to(p) || !people.contains(p)) {
        continue;
      }
      for (int order = orders.from(p); order < orders.to(p); order++) {
        if (orders.day(order) >= first && orders.day(order) <= last) {
          if (over.equals("buyers")) {
            totals[p] += orders.net(order);
          } else {
            for (int line = orders.lineFrom(order); line < orders.lineTo(order); line++) {
              int to = over.equals("offers") ? orders.offer(line) : orders.merchant(line);
              totals[to] += orders.lineNet(line);
            }
          }
        }
      }
    }
    return totals;
  }

  @Override
  public ReportView draw(Scope scope, Voice voice) {
    var over = over(scope);
    var sorted = positive(totals(scope, over));
    var definition =
        Block.definition(
            voice.say(
                "console.concentration.define",
                voice.say("console.concentration.over." + over),
                voice.day(scope.from()),
                voice.day(scope.to())));
    if (sorted.length == 0) {
      return new ReportView(
          List.of(definition, Block.empty(voice.say("console.concentration.empty"))), "");
    }
    long all = Arrays.stream(sorted).sum();
    var rows = new ArrayList<List<Block.Cell>>();
    var csv = new Csv("top_share", "count", "net", "share_of_net");
    for (double top : TOPS) {
      int count = (int) Math.ceil(top * sorted.length);
      long sum = 0;
      for (int i = sorted.length - count; i < sorted.length; i++) {
        sum += sorted[i];
      }
      rows.add(
          List.of(
              Block.plain(voice.say("console.concentration.top", voice.percent(top))),
              Block.linked(
                  voice.number(count), over.equals("buyers") ? "top:" + Math.round(top * 100) : ""),
              Block.plain(voice.money(sum, scope.all().currency())),
              Block.plain(voice.percent((double) sum / all))));
      csv.row(top, count, Decimals.major(sum, scope.all().currency()), (double) sum / all);
    }
    return new ReportView(
        List.of(
            definition,
            new Block.Tiles(
                List.of(
                    new Block.Tile(
                        voice.say("console.concentration.over." + over),
                        voice.number(sorted.length),
                        voice.say("console.concentration.with")),
                    new Block.Tile(
                        voice.say("console.concentration.gini"),
                        voice.decimal(gini(sorted, all) * 100) + " %",
                        voice.say("console.concentration.gini.hint")))),
            new Block.Figures(
                voice.say("console.concentration.table"),
                List.of(
                    voice.say("console.concentration.part"),
                    voice.say("console.concentration.count"),
                    voice.say("insights.revenue.total"),
                    voice.say("insights.share")),
                rows),
            Draw.picture(
                voice.say("console.concentration.curve"),
                lorenz(sorted, all, voice),
                scope,
                voice)),
        csv.toString());
  }

  private static long[] positive(long[] totals) {
    var kept = Arrays.stream(totals).filter(total -> total > 0).toArray();
    Arrays.sort(kept);
    return kept;
  }

  /// 0 when all are equal, near 1 when one has everything.
  static double gini(long[] sorted, long all) {
    double weighted = 0;
    for (int i = 0; i < sorted.length; i++) {
      weighted += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
    }
    return weighted / ((double) sorted.length * all);
  }

  /// The share of net sales by the share of those who brought most.
  private static Chart lorenz(long[] sorted, long all, Voice voice) {
    var names = new ArrayList<String>();
    var shares = new ArrayList<Double>();
    var equal = new ArrayList<Double>();
    double sum = 0;
    int at = sorted.length;
    for (int point = 1; point <= POINTS; point++) {
      int until = sorted.length - (int) Math.round((double) point * sorted.length / POINTS);
      while (at > until) {
        sum += sorted[--at];
      }
      names.add(voice.percent((double) point / POINTS));
      shares.add(sum / all);
      equal.add((double) point / POINTS);
    }
    return new Chart(
        "line",
        "percent",
        voice.say("console.concentration.axis"),
        names,
        List.of(
            Draw.series(voice.say("insights.share"), shares),
            Draw.series(voice.say("console.concentration.equal"), equal)));
  }

  @Override
  public People behind(Scope scope, Pick pick, int most) {
    if (!pick.is("top") || pick.number(1) < 1 || pick.number(1) > 100) {
      return People.none(scope.all().size());
    }
    var totals = totals(scope, "buyers");
    var sorted = positive(totals);
    int count = (int) Math.ceil(pick.number(1) / 100.0 * sorted.length);
    long least = count == 0 ? Long.MAX_VALUE : sorted[sorted.length - count];
    return People.of(totals.length, p -> totals[p] >= least);
  }
}
