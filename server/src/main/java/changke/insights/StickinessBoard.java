package changke.insights;

import changke.engine.cohort.Stickiness;
import changke.engine.days.People;
import changke.engine.days.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// How regularly people come: people by number of active periods, and daily over monthly actives.
final class StickinessBoard implements Report {

  private static final int MOST_PERIODS = 62;

  @Override
  public String name() {
    return "stickiness";
  }

  @Override
  public List<Control> controls(Scope scope, Voice voice) {
    return List.of(
        Control.select(
            "act",
            voice.say("console.lifecycle.act"),
            scope.kinds(true, voice),
            scope.all().kinds().get(LifecycleBoard.act(scope))));
  }

  private static LocalDate from(Scope scope) {
    var earliest = scope.period().firstDate(scope.period().of(scope.to()) - MOST_PERIODS + 1);
    return scope.from().isBefore(earliest) ? earliest : scope.from();
  }

  @Override
  public ReportView draw(Scope scope, Voice voice) {
    int act = LifecycleBoard.act(scope);
    var period = scope.period();
    var sets = scope.all().sets;
    var sticky = Stickiness.of(sets, act, period, from(scope), scope.to(), scope.people());
    var definition =
        Block.definition(
            voice.say(
                "console.stickiness.define",
                scope.kindName(act, voice),
                voice.say("console.unit.word." + scope.unit()),
                voice.day(period.firstDate(period.of(from(scope)))),
                voice.day(scope.to())));
    if (sticky.active() == 0) {
      return new ReportView(
          List.of(definition, Block.empty(voice.say("console.stickiness.empty"))), "");
    }
    int periods = period.of(scope.to()) - period.of(from(scope)) + 1;
    var names = new ArrayList<String>();
    var counts = new ArrayList<Double>();
    var rows = new ArrayList<List<Block.Cell>>();
    var csv = new Csv("active_periods", "people", "share");
    for (int n = 1; n <= periods; n++) {
      long people = sticky.people(n);
      names.add(String.valueOf(n));
      counts.add((double) people);
      csv.row(n, people, (double) people / sticky.active());
      if (people > 0) {
        rows.add(
            List.of(
                Block.plain(String.valueOf(n)),
                Block.linked(voice.number(people), "periods:" + n),
                Block.plain(voice.percent((double) people / sticky.active()))));
      }
    }
    var chart =
        new Chart(
            "bars",
            "count",
            voice.say("console.stickiness.axis"),
            names,
            List.of(Draw.series(voice.say("insights.people"), counts)));
    var blocks = new ArrayList<Block>();
    blocks.add(definition);
    blocks.add(tiles(scope, voice, sticky, act));
    blocks.add(Draw.picture(voice.say("console.stickiness.title"), chart, scope, voice));
    blocks.add(
        new Block.Figures(
            voice.say("console.stickiness.table"),
            List.of(
                voice.say("console.stickiness.axis"),
                voice.say("insights.people"),
                voice.say("insights.share")),
            rows));
    return new ReportView(blocks, csv.toString());
  }

  /// Daily over monthly actives of the last whole month, beside the distribution.
  private static Block.Tiles tiles(Scope scope, Voice voice, Stickiness sticky, int act) {
    var month = scope.to().withDayOfMonth(1).minusDays(1);
    var daily =
        Stickiness.of(
            scope.all().sets, act, Period.DAY, month.withDayOfMonth(1), month, scope.people());
    return new Block.Tiles(
        List.of(
            new Block.Tile(
                voice.say("console.stickiness.active"),
                voice.number(sticky.active()),
                voice.say("console.stickiness.active.hint"),
                "periods:0"),
            new Block.Tile(
                voice.say("console.stickiness.ratio"),
                voice.percent(sticky.ratio()),
                voice.say("console.stickiness.ratio.hint")),
            new Block.Tile(
                voice.say("console.stickiness.daumau"),
                daily.active() == 0 ? "–" : voice.percent(daily.ratio()),
                voice.say(
                    "console.stickiness.daumau.hint",
                    voice.period(month.withDayOfMonth(1), Period.MONTH)))));
  }

  @Override
  public People behind(Scope scope, Pick pick, int most) {
    var period = scope.period();
    var set = scope.all().sets.kind(LifecycleBoard.act(scope));
    var people = scope.people();
    int first = period.of(from(scope));
    int last = period.of(scope.to());
    int wanted = pick.is("periods") ? pick.number(1) : -9;
    return People.of(
        scope.all().size(),
        person -> {
          if (wanted < 0 || !people.contains(person) || set.first(person) < 0) {
            return false;
          }
          int active = 0;
          for (int number = first; number <= last; number++) {
            active +=
                DayCells.active(set, period, person, number, number, Integer.MAX_VALUE - 1) ? 1 : 0;
          }
          return wanted == 0 ? active > 0 : active == wanted;
        });
  }
}
