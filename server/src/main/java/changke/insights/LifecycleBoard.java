package changke.insights;

import changke.engine.cohort.Lifecycle;
import changke.engine.days.People;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the active people of each period came from, and how many went silent.
final class LifecycleBoard implements Report {

  @Override
  public String name() {
    return "lifecycle";
  }

  @Override
  public List<Control> controls(Scope scope, Voice voice) {
    return List.of(
        Control.select(
            "act",
            voice.say("console.lifecycle.act"),
            scope.kinds(true, voice),
            scope.all().kinds().get(act(scope))));
  }

  static int act(Scope scope) {
    return scope.kind("act", Behaviour.ACTIVE);
  }

  static List<Lifecycle.Row> rows(Scope scope) {
    return Lifecycle.of(
            scope.all().sets,
            act(scope),
            scope.period(),
            scope.from(),
            scope.to(),
            scope.asOf(),
            scope.people())
        .rows();
  }

  @Override
  public ReportView draw(Scope scope, Voice voice) {
    var rows = rows(scope);
    var definition =
        Block.definition(
            voice.say(
                "console.lifecycle.define",
                scope.kindName(act(scope), voice),
                voice.say("console.unit.word." + scope.unit())));
    if (rows.stream().allMatch(row -> row.active() + row.dormant() == 0)) {
      return new ReportView(
          List.of(definition, Block.empty(voice.say("console.lifecycle.empty"))), "");
    }
    return new ReportView(
        List.of(definition, picture(rows, scope, voice), table(rows, scope, voice)), csv(rows));
  }

  private static Block.Picture picture(List<Lifecycle.Row> rows, Scope scope, Voice voice) {
    var title = voice.say("console.lifecycle.title");
    var chart = chart(rows, scope, voice);
    int first = scope.period().of(scope.from());
    var marks = Overlay.marks(scope, rows.size(), day -> scope.period().of(day) - first);
    var svg = Svg.of(chart, title, Draw.writer(chart, scope, voice), marks);
    return new Block.Picture(title, svg, Optional.empty());
  }

  private static Chart chart(List<Lifecycle.Row> rows, Scope scope, Voice voice) {
    var names = new ArrayList<String>();
    var fresh = new ArrayList<Double>();
    var returning = new ArrayList<Double>();
    var resurrected = new ArrayList<Double>();
    var dormant = new ArrayList<Double>();
    for (var row : rows) {
      names.add(Draw.period(row.firstDate(), scope.period(), voice) + (row.closed() ? "" : "*"));
      fresh.add((double) row.fresh());
      returning.add((double) row.returning());
      resurrected.add((double) row.resurrected());
      dormant.add(-(double) row.dormant());
    }
    return new Chart(
        "stack",
        "count",
        voice.say("console.open"),
        names,
        List.of(
            Draw.series(voice.say("console.lifecycle.returning"), returning),
            Draw.series(voice.say("console.lifecycle.new"), fresh),
            Draw.series(voice.say("console.lifecycle.resurrected"), resurrected),
            Draw.series(voice.say("console.lifecycle.dormant"), dormant)));
  }

  private static Block.Figures table(List<Lifecycle.Row> all, Scope scope, Voice voice) {
    var rows = new ArrayList<List<Block.Cell>>();
    for (int i = all.size() - 1; i >= 0; i--) {
      var row = all.get(i);
      rows.add(
          List.of(
              Block.plain(
                  Draw.period(row.firstDate(), scope.period(), voice) + (row.closed() ? "" : "*")),
              Block.linked(voice.number(row.active()), "active:" + i),
              Block.linked(voice.number(row.fresh()), "new:" + i),
              Block.linked(voice.number(row.returning()), "returning:" + i),
              Block.linked(voice.number(row.resurrected()), "resurrected:" + i),
              Block.linked(voice.number(row.dormant()), "dormant:" + i)));
    }
    return new Block.Figures(
        voice.say("console.lifecycle.table"),
        List.of(
            voice.say("console.unit." + scope.unit()),
            voice.say("console.lifecycle.active"),
            voice.say("console.lifecycle.new"),
            voice.say("console.lifecycle.returning"),
            voice.say("console.lifecycle.resurrected"),
            voice.say("console.lifecycle.dormant")),
        rows);
  }

  private static String csv(List<Lifecycle.Row> rows) {
    var csv = new Csv("period", "active", "new", "returning", "resurrected", "dormant", "closed");
    for (var row : rows) {
      csv.row(
          row.firstDate(),
          row.active(),
          row.fresh(),
          row.returning(),
          row.resurrected(),
          row.dormant(),
          row.closed());
    }
    return csv.toString();
  }

  @Override
  public People behind(Scope scope, Pick pick, int most) {
    var period = scope.period();
    int own = period.of(scope.from()) + pick.number(1);
    var set = scope.all().sets.kind(act(scope));
    var people = scope.people();
    return People.of(
        scope.all().size(),
        person -> {
          long first = people.contains(person) ? set.first(person) : -1;
          return first >= 0
              && pick.number(1) >= 0
              && isIt(
                  pick.parts().getFirst(),
                  DayCells.active(set, period, person, own, own, scope.today()),
                  DayCells.active(set, period, person, own - 1, own - 1, scope.today()),
                  period.of(scope.all().calendar().dayOf(first)) - own);
        });
  }

  /// @param firstPeriod the period of the first act, counted from this one
  private static boolean isIt(String what, boolean now, boolean before, int firstPeriod) {
    return switch (what) {
      case "active" -> now;
      case "new" -> now && firstPeriod == 0;
      case "returning" -> now && firstPeriod < 0 && before;
      case "resurrected" -> now && firstPeriod < 0 && !before;
      case "dormant" -> !now && before;
      default -> false;
    };
  }
}
