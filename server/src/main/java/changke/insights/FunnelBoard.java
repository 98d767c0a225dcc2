package changke.insights;

import changke.engine.cohort.Interval;
import changke.engine.days.People;
import changke.engine.funnel.Funnel;
import changke.engine.funnel.FunnelQuery;
import changke.engine.funnel.FunnelReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/// How far people get, step by step, and where they are lost.
final class FunnelBoard implements Report {

  private static final int MOST_STEPS = 6;
  private static final List<String> ORDERS =
      List.of("any_between", "no_repeats", "steps_adjacent", "all_adjacent");
  private static final List<String> PER = List.of("person", "session");
  private static final List<String> WITHIN = List.of("day", "hour", "minute");
  private static final List<String> TIES = List.of("together", "rising");
  private static final List<String> SPLITS = List.of("none", "members", "bought");

  @Override
  public String name() {
    return "funnel";
  }

  @Override
  public List<Control> controls(Scope scope, Voice voice) {
    var asked = scope.asked();
    var kinds = scope.kinds(false, voice);
    var maybe = new ArrayList<Control.Option>();
    maybe.add(new Control.Option("", voice.say("console.funnel.nostep")));
    maybe.addAll(kinds);
    var steps = steps(scope);
    var controls = new ArrayList<Control>();
    for (int step = 1; step <= Math.min(MOST_STEPS, steps.size() + 1); step++) {
      controls.add(
          Control.select(
              "s" + step,
              voice.say("console.funnel.step", step),
              step <= 2 ? kinds : maybe,
              step <= steps.size() ? scope.all().kinds().get(steps.get(step - 1)) : ""));
    }
    controls.add(Control.number("within", voice.say("console.funnel.within"), within(scope)));
    controls.add(choice("of", WITHIN, asked.oneOf("of", WITHIN), voice));
    controls.add(choice("order", ORDERS, asked.oneOf("order", ORDERS), voice));
    controls.add(choice("ties", TIES, asked.oneOf("ties", TIES), voice));
    controls.add(choice("per", PER, asked.oneOf("per", PER), voice));
    controls.add(Control.select("not", voice.say("console.funnel.not"), maybe, asked.text("not")));
    controls.add(choice("split", SPLITS, asked.oneOf("split", SPLITS), voice));
    return controls;
  }

  private static Control choice(String name, List<String> values, String chosen, Voice voice) {
    return Control.select(
        name,
        voice.say("console.funnel." + name),
        Draw.options("console.funnel." + name + ".", values, voice),
        chosen);
  }

  /// The steps that were chosen, else from the two most frequent pages to a paid order.
  private static List<Integer> steps(Scope scope) {
    var steps = new ArrayList<Integer>();
    for (int step = 1; step <= MOST_STEPS; step++) {
      int kind = scope.kind("s" + step, -1);
      if (kind >= 0 && kind != Behaviour.ACTIVE) {
        steps.add(kind);
      }
    }
    if (steps.size() >= 2) {
      return steps;
    }
    var usual = new ArrayList<Integer>();
    for (var name : List.of("Page /offers", "Page /checkout", "Order Placed")) {
      int kind = scope.all().kinds().indexOf(name);
      if (kind >= 0) {
        usual.add(kind);
      }
    }
    if (usual.isEmpty()) {
      usual.add(Math.min(2, scope.all().kinds().size() - 1));
    }
    usual.add(Behaviour.SOLD);
    usual.removeIf(kind -> kind == Behaviour.ACTIVE);
    return usual;
  }

  private static int within(Scope scope) {
    return scope.asked().number("within", 7, 1, 10_000);
  }

  static FunnelQuery query(Scope scope) {
    var asked = scope.asked();
    var window =
        switch (asked.oneOf("of", WITHIN)) {
          case "hour" -> Duration.ofHours(within(scope));
          case "minute" -> Duration.ofMinutes(within(scope));
          default -> Duration.ofDays(within(scope));
        };
    var steps = steps(scope);
    var query =
        FunnelQuery.of(steps, window)
            .order(FunnelQuery.Order.valueOf(asked.oneOf("order", ORDERS).toUpperCase(Locale.ROOT)))
            .rising(asked.oneOf("ties", TIES).equals("rising"))
            .per(FunnelQuery.Per.valueOf(asked.oneOf("per", PER).toUpperCase(Locale.ROOT)))
            .between(scope.fromInstant(), scope.toInstant());
    int not = scope.kind("not", -1);
    return not < 0 || not == Behaviour.ACTIVE || steps.contains(not)
        ? query
        : query.excluding(List.of(new FunnelQuery.Exclusion(not, 1, steps.size())));
  }

  @Override
  public ReportView draw(Scope scope, Voice voice) {
    var query = query(scope);
    var report =
        Funnel.tally(scope.all().history, scope.all().trails, query, scope.people()).report();
    var definition = Block.definition(definition(scope, query, voice));
    if (report.rows().getFirst().reached() == 0) {
      return new ReportView(
          List.of(definition, Block.empty(voice.say("console.funnel.empty"))), "");
    }
    var blocks = new ArrayList<Block>();
    blocks.add(definition);
    blocks.add(
        Draw.picture(voice.say("console.funnel.title"), chart(report, scope, voice), scope, voice));
    blocks.add(table(report, scope, voice));
    bySegment(scope, query, voice, blocks);
    return new ReportView(blocks, csv(report, scope));
  }

  private static String definition(Scope scope, FunnelQuery query, Voice voice) {
    var asked = scope.asked();
    var said =
        voice.say(
                "console.funnel.define",
                within(scope),
                voice.say("console.funnel.of." + asked.oneOf("of", WITHIN)),
                voice.day(scope.from()),
                voice.day(scope.to()))
            + " "
            + voice.say("console.funnel.define.order." + asked.oneOf("order", ORDERS))
            + " "
            + voice.say("console.funnel.define.ties." + asked.oneOf("ties", TIES))
            + " "
            + voice.say("console.funnel.define.per." + asked.oneOf("per", PER));
    return query.exclusions().isEmpty()
        ? said
        : said
            + " "
            + voice.say(
                "console.funnel.define.not",
                scope.kindName(query.exclusions().getFirst().kind(), voice));
  }

  private static Chart chart(FunnelReport report, Scope scope, Voice voice) {
    var names = new ArrayList<String>();
    var shares = new ArrayList<Double>();
    var low = new ArrayList<Double>();
    var high = new ArrayList<Double>();
    long entered = report.rows().getFirst().reached();
    for (int step = 0; step < report.rows().size(); step++) {
      long reached = report.rows().get(step).reached();
      names.add(step + 1 + " " + scope.kindName(report.rows().get(step).kind(), voice));
      shares.add(report.share(step));
      low.add(Interval.of(reached, entered).low());
      high.add(Interval.of(reached, entered).high());
    }
    return new Chart(
        "bars",
        "percent",
        "",
        names,
        List.of(new Chart.Series(voice.say("console.funnel.reached"), shares, low, high)));
  }

  private static Block.Figures table(FunnelReport report, Scope scope, Voice voice) {
    boolean people = report.query().per() == FunnelQuery.Per.PERSON;
    var rows = new ArrayList<List<Block.Cell>>();
    for (int step = 0; step < report.rows().size(); step++) {
      var row = report.rows().get(step);
      long before = step == 0 ? row.reached() : report.rows().get(step - 1).reached();
      var ofBefore = Interval.of(row.reached(), before);
      rows.add(
          List.of(
              Block.plain(step + 1 + " · " + scope.kindName(row.kind(), voice)),
              Block.linked(voice.number(row.reached()), people ? "reached:" + step : ""),
              Block.plain(voice.percent(report.share(step))),
              new Block.Cell(
                  step == 0 ? "" : voice.percent(before == 0 ? 0 : (double) row.reached() / before),
                  "",
                  voice.percent(ofBefore.low()) + " – " + voice.percent(ofBefore.high()),
                  ""),
              Block.linked(
                  step == 0 ? "" : voice.number(report.lostAt(step)),
                  people && report.lostAt(step) > 0 ? "lost:" + (step - 1) : ""),
              Block.plain(time(row.medianSeconds(), voice)),
              Block.plain(time(row.p90Seconds(), voice))));
    }
    return new Block.Figures(
        voice.say("console.funnel.table"),
        List.of(
            voice.say("console.funnel.steps"),
            voice.say(people ? "insights.people" : "console.funnel.sessions"),
            voice.say("console.funnel.ofall"),
            voice.say("console.funnel.ofbefore"),
            voice.say("console.funnel.lost"),
            voice.say("console.funnel.median"),
            voice.say("console.funnel.p90")),
        rows);
  }

  private static String time(OptionalLong seconds, Voice voice) {
    return seconds.isEmpty() ? "" : Draw.duration(seconds.getAsLong(), voice);
  }

  /// Where the people of each part drop off.
  private static void bySegment(Scope scope, FunnelQuery query, Voice voice, List<Block> blocks) {
    var split = scope.asked().oneOf("split", SPLITS);
    if (split.equals("none")) {
      return;
    }
    var parts = new LinkedHashMap<String, People>();
    for (var crowd :
        split.equals("members")
            ? List.of("members", "guests")
            : List.of("neverbought", "once", "again")) {
      parts.put(
          voice.say("console.who." + crowd), scope.people().and(Crowds.of(scope.all(), crowd)));
    }
    var header = new ArrayList<String>();
    header.add(voice.say("console.frame.who"));
    query.steps().forEach(step -> header.add(scope.kindName(step.kind(), voice)));
    var rows = new ArrayList<List<Block.Cell>>();
    Funnel.bySegment(scope.all().history, scope.all().trails, query, parts)
        .forEach((name, report) -> {
          var row = new ArrayList<Block.Cell>();
          row.add(Block.plain(name));
          for (int step = 0; step < report.rows().size(); step++) {
            row.add(
                new Block.Cell(
                    step == 0
                        ? voice.number(report.rows().getFirst().reached())
                        : voice.percent(report.share(step)),
                    "",
                    voice.number(report.rows().get(step).reached()),
                    ""));
          }
          rows.add(row);
        });
    blocks.add(new Block.Figures(voice.say("console.funnel.split.title"), header, rows));
  }

  private static String csv(FunnelReport report, Scope scope) {
    var csv = new Csv("step", "kind", "reached", "share", "lost", "median_seconds", "p90_seconds");
    for (int step = 0; step < report.rows().size(); step++) {
      var row = report.rows().get(step);
      csv.row(
          step + 1,
          scope.all().kinds().get(row.kind()),
          row.reached(),
          report.share(step),
          report.lostAt(step),
          row.medianSeconds().isPresent() ? row.medianSeconds().getAsLong() : "",
          row.p90Seconds().isPresent() ? row.p90Seconds().getAsLong() : "");
    }
    return csv.toString();
  }

  @Override
  public People behind(Scope scope, Pick pick, int most) {
    var query = query(scope);
    if (query.per() != FunnelQuery.Per.PERSON || !(pick.is("reached") || pick.is("lost"))) {
      return People.none(scope.all().size());
    }
    return Funnel.behind(
        scope.all().history,
        scope.all().trails,
        query,
        scope.people(),
        pick.number(1),
        pick.is("lost"),
        most);
  }
}
