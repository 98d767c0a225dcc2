package changke.insights;

import changke.engine.days.People;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// When people buy: orders or money by hour of the week, of everything or one category.
final class HoursBoard implements Report {

  private static final List<String> SHOWN = List.of("orders", "net");
  private static final String ALL = "all";

  @Override
  public String name() {
    return "hours";
  }

  @Override
  public List<Control> controls(Scope scope, Voice voice) {
    var categories = new ArrayList<Control.Option>();
    categories.add(new Control.Option(ALL, voice.say("console.hours.all")));
    for (int category = 0; category < scope.all().shelf().categories().size(); category++) {
      categories.add(
          new Control.Option(
              String.valueOf(category), scope.all().shelf().category(category, voice)));
    }
    return List.of(
        Control.select(
            "category", voice.say("console.hours.category"), categories, category(scope)),
        Control.select(
            "show",
            voice.say("console.retention.show"),
            Draw.options("console.hours.show.", SHOWN, voice),
            scope.asked().oneOf("show", SHOWN)));
  }

  private static String category(Scope scope) {
    var value = scope.asked().text("category");
    return value.isEmpty() ? ALL : value;
  }

  private static int wanted(Scope scope) {
    var value = category(scope);
    return value.matches("\\d{1,3}") ? Integer.parseInt(value) : -1;
  }

  /// What an order brought in a category; -1 when it has nothing of it.
  private static long net(Scope scope, int order, int category) {
    var orders = scope.all().purchases;
    if (category < 0) {
      return Math.max(0, orders.net(order));
    }
    long sum = 0;
    boolean any = false;
    for (int line = orders.lineFrom(order); line < orders.lineTo(order); line++) {
      if (scope.all().shelf().category(orders.offer(line)) == category) {
        sum += orders.lineNet(line);
        any = true;
      }
    }
    return any ? Math.max(0, sum) : -1;
  }

  @Override
  public ReportView draw(Scope scope, Voice voice) {
    boolean money = scope.asked().oneOf("show", SHOWN).equals("net");
    var counts = new long[7 * 24];
    var nets = new long[7 * 24];
    var orders = scope.all().purchases;
    var people = scope.people();
    int first = (int) scope.from().toEpochDay();
    int last = (int) scope.to().toEpochDay();
    int category = wanted(scope);
    for (int p = 0; p < orders.people(); p++) {
      for (int order = orders.from(p); order < orders.to(p); order++) {
        if (orders.day(order) >= first && orders.day(order) <= last && people.contains(p)) {
          long net = net(scope, order, category);
          if (net >= 0) {
            counts[orders.hourOfWeek(order)]++;
            nets[orders.hourOfWeek(order)] += net;
          }
        }
      }
    }
    var definition =
        Block.definition(
            voice.say(
                "console.hours.define",
                scope.all().zone().getId(),
                voice.day(scope.from()),
                voice.day(scope.to())));
    long all = 0;
    int best = 0;
    for (int hour = 0; hour < counts.length; hour++) {
      all += counts[hour];
      best = (money ? nets[hour] > nets[best] : counts[hour] > counts[best]) ? hour : best;
    }
    if (all == 0) {
      return new ReportView(
          List.of(definition, Block.empty(voice.say("console.concentration.empty"))), "");
    }
    return new ReportView(
        List.of(
            definition,
            Block.definition(voice.say("console.hours.best", weekday(best / 24, voice), best % 24)),
            heat(counts, nets, money, best, scope, voice)),
        csv(counts, nets, scope));
  }

  private static String weekday(int day, Voice voice) {
    return DayOfWeek.of(day + 1).getDisplayName(TextStyle.SHORT, voice.language());
  }

  private static Block.Heat heat(
      long[] counts, long[] nets, boolean money, int best, Scope scope, Voice voice) {
    var shown = money ? nets : counts;
    var columns = new ArrayList<String>();
    for (int hour = 0; hour < 24; hour++) {
      columns.add(String.valueOf(hour));
    }
    var rows = new ArrayList<Block.Row>();
    for (int day = 0; day < 7; day++) {
      var cells = new ArrayList<Block.Cell>();
      long sum = 0;
      for (int hour = 0; hour < 24; hour++) {
        int at = day * 24 + hour;
        sum += counts[at];
        cells.add(
            new Block.Cell(
                counts[at] == 0
                    ? ""
                    : money
                        ? voice.number(Decimals.major(nets[at], scope.all().currency()).longValue())
                        : voice.number(counts[at]),
                Draw.ramp((double) shown[at] / Math.max(1, shown[best])),
                voice.number(counts[at]) + " · " + voice.money(nets[at], scope.all().currency()),
                counts[at] > 0 ? "hour:" + at : ""));
      }
      rows.add(new Block.Row(weekday(day, voice), voice.number(sum), false, "", cells));
    }
    return new Block.Heat(
        voice.say("console.hours.title"),
        "",
        voice.say("insights.figure.orders"),
        columns,
        Optional.empty(),
        rows,
        false);
  }

  private static String csv(long[] counts, long[] nets, Scope scope) {
    var csv = new Csv("weekday", "hour", "orders", "net");
    for (int at = 0; at < counts.length; at++) {
      csv.row(at / 24 + 1, at % 24, counts[at], Decimals.major(nets[at], scope.all().currency()));
    }
    return csv.toString();
  }

  @Override
  public People behind(Scope scope, Pick pick, int most) {
    var orders = scope.all().purchases;
    var people = scope.people();
    int first = (int) scope.from().toEpochDay();
    int last = (int) scope.to().toEpochDay();
    int category = wanted(scope);
    int hour = pick.is("hour") ? pick.number(1) : -1;
    return People.of(
        scope.all().size(),
        p -> {
          for (int order = orders.from(p); order < orders.to(p); order++) {
            if (orders.hourOfWeek(order) == hour
                && orders.day(order) >= first
                && orders.day(order) <= last
                && people.contains(p)
                && net(scope, order, category) >= 0) {
              return true;
            }
          }
          return false;
        });
  }
}
