package changke.insights;

import changke.engine.days.People;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Which channels net revenue is owed to, by seven rules side by side.
final class AttributionBoard implements Report {

  @Override
  public String name() {
    return "attribution";
  }

  @Override
  public List<Control> controls(Scope scope, Voice voice) {
    return List.of(
        Control.number("lookback", voice.say("console.attribution.lookback"), lookback(scope)),
        Control.number("half", voice.say("console.attribution.half"), half(scope)));
  }

  private static int lookback(Scope scope) {
    return scope.asked().number("lookback", 30, 1, 365);
  }

  private static int half(Scope scope) {
    return scope.asked().number("half", 7, 1, 365);
  }

  @Override
  public ReportView draw(Scope scope, Voice voice) {
    var credits =
        Credits.of(
            scope.all(),
            scope.people(),
            (int) scope.from().toEpochDay(),
            (int) scope.to().toEpochDay(),
            lookback(scope) * 86_400L,
            half(scope) * 86_400.0);
    var definition =
        Block.definition(
            voice.say(
                "console.attribution.define",
                voice.day(scope.from()),
                voice.day(scope.to()),
                lookback(scope),
                half(scope)));
    long orders = credits.noneOrders;
    for (long count : credits.orders) {
      orders += count;
    }
    if (orders == 0) {
      return new ReportView(
          List.of(definition, Block.empty(voice.say("console.concentration.empty"))), "");
    }
    var header = new ArrayList<String>();
    header.add(voice.say("console.attribution.channel"));
    header.add(voice.say("console.attribution.orders"));
    var names = new ArrayList<String>();
    names.add("channel");
    names.add("orders_last");
    for (var rule : Credits.RULES) {
      header.add(voice.say("console.attribution.rule." + rule));
      names.add(rule);
    }
    var csv = new Csv(names.toArray(String[]::new));
    var rows = new ArrayList<List<Block.Cell>>();
    IntStream.rangeClosed(0, credits.channels.length)
        .boxed()
        .sorted(Comparator.comparingLong(slot -> -credits.byRule[2][slot]))
        .forEach(slot -> row(credits, slot, scope, voice, rows, csv));
    var none = new ArrayList<Block.Cell>();
    none.add(Block.plain(voice.say("console.attribution.none")));
    none.add(Block.plain(voice.number(credits.noneOrders)));
    for (int rule = 0; rule < Credits.RULES.length; rule++) {
      none.add(Block.plain(voice.money(credits.none, scope.all().currency())));
    }
    rows.add(none);
    rows.add(sums(credits, orders, scope, voice));
    return new ReportView(
        List.of(
            definition, new Block.Figures(voice.say("console.attribution.title"), header, rows)),
        csv.toString());
  }

  private static void row(
      Credits credits, int slot, Scope scope, Voice voice, List<List<Block.Cell>> rows, Csv csv) {
    boolean rest = slot == credits.channels.length;
    var channel =
        rest
            ? voice.say("console.attribution.other")
            : scope.all().touches.channels().get(credits.channels[slot]);
    boolean any = credits.orders[slot] != 0;
    for (var rule : credits.byRule) {
      any |= rule[slot] != 0;
    }
    if (!any) {
      return;
    }
    var row = new ArrayList<Block.Cell>();
    var told = new ArrayList<Object>();
    row.add(
        Block.plain(channel.equals("direct") ? voice.say("console.attribution.direct") : channel));
    row.add(
        Block.linked(
            voice.number(credits.orders[slot]), rest ? "" : "channel:" + credits.channels[slot]));
    told.add(channel);
    told.add(credits.orders[slot]);
    for (var rule : credits.byRule) {
      row.add(Block.plain(voice.money(rule[slot], scope.all().currency())));
      told.add(Decimals.major(rule[slot], scope.all().currency()));
    }
    rows.add(row);
    csv.row(told.toArray());
  }

  private static List<Block.Cell> sums(Credits credits, long orders, Scope scope, Voice voice) {
    var row = new ArrayList<Block.Cell>();
    row.add(Block.plain(voice.say("console.attribution.sum")));
    row.add(Block.plain(voice.number(orders)));
    for (var rule : credits.byRule) {
      long sum = credits.none;
      for (long part : rule) {
        sum += part;
      }
      row.add(Block.plain(voice.money(sum, scope.all().currency())));
    }
    return row;
  }

  /// Who bought in the dates and came through a channel within the look-back.
  @Override
  public People behind(Scope scope, Pick pick, int most) {
    var orders = scope.all().purchases;
    var touches = scope.all().touches;
    var people = scope.people();
    int channel = pick.is("channel") ? pick.number(1) : -1;
    int first = (int) scope.from().toEpochDay();
    int last = (int) scope.to().toEpochDay();
    return People.of(
        scope.all().size(),
        p -> {
          for (int order = orders.from(p); order < orders.to(p); order++) {
            if (orders.day(order) >= first && orders.day(order) <= last && people.contains(p)) {
              int at = touches.to(p) - 1;
              while (at >= touches.from(p) && touches.second(at) > orders.second(order)) {
                at--;
              }
              if (at >= touches.from(p)
                  && touches.channel(at) == channel
                  && touches.second(at) > orders.second(order) - lookback(scope) * 86_400L) {
                return true;
              }
            }
          }
          return false;
        });
  }
}
