package changke.insights;

import changke.engine.cohort.Cell;
import changke.engine.cohort.Interval;
import changke.engine.cohort.RetentionTable;
import changke.engine.cohort.Return;
import changke.engine.cohort.Span;
import changke.engine.days.People;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who came back: every variant of a retention table, with its definition.
final class RetentionBoard implements Report {

  private static final List<String> SHOWN = List.of("share", "people", "money");

  @Override
  public String name() {
    return "retention";
  }

  @Override
  public List<Control> controls(Scope scope, Voice voice) {
    var asked = RetentionAsked.of(scope);
    var controls = new ArrayList<Control>();
    controls.add(choice("subject", RetentionAsked.SUBJECTS, asked.subject(), voice));
    controls.add(choice("cohort", RetentionAsked.COHORTS, asked.cohort(), voice));
    if (!asked.isAboutMerchants()) {
      var kinds = scope.kinds(true, voice);
      controls.add(
          Control.select(
              "start",
              voice.say("console.retention.start"),
              kinds,
              scope.all().kinds().get(asked.start())));
      controls.add(
          Control.select(
              "back",
              voice.say("console.retention.back"),
              kinds,
              scope.all().kinds().get(asked.back())));
    }
    controls.add(choice("shape", RetentionAsked.SHAPES, asked.shape(), voice));
    if (asked.shape().equals("bracket")) {
      controls.add(
          Control.field(
              "text",
              "brackets",
              voice.say("console.retention.brackets"),
              String.join(",", asked.brackets().stream().map(RetentionBoard::word).toList())));
    } else {
      controls.add(Control.number("columns", voice.say("console.retention.columns"), asked.last()));
    }
    if (asked.shape().equals("after")) {
      controls.add(
          Control.number("horizon", voice.say("console.retention.horizon"), asked.horizon()));
    }
    controls.add(
        choice("window", RetentionAsked.WINDOWS, asked.rolling() ? "rolling" : "calendar", voice));
    controls.add(Control.number("count", voice.say("console.retention.count"), asked.count()));
    controls.add(
        Control.number(
            "least",
            voice.say("console.retention.least"),
            scope.asked().number("least", 0, 0, 1_000_000)));
    controls.add(choice("show", SHOWN, shown(scope), voice));
    return controls;
  }

  private static Control choice(String name, List<String> values, String chosen, Voice voice) {
    return Control.select(
        name,
        voice.say("console.retention." + name),
        Draw.options("console.retention." + name + ".", values, voice),
        chosen);
  }

  private static String shown(Scope scope) {
    return scope.asked().oneOf("show", SHOWN);
  }

  @Override
  public ReportView draw(Scope scope, Voice voice) {
    var asked = RetentionAsked.of(scope);
    var money = shown(scope).equals("money") && asked.back() == Behaviour.SOLD;
    var table = asked.table(asked.query(), money);
    var definition = Block.definition(definition(asked, scope, voice));
    if (table.rows().stream().allMatch(row -> row.people() == 0)) {
      return new ReportView(
          List.of(definition, Block.empty(voice.say("console.retention.empty"))),
          RetentionView.csv(table));
    }
    var drawing = new Drawing(table, asked, shown(scope), money, voice);
    return new ReportView(
        List.of(
            definition,
            drawing.heat(),
            Block.definition(voice.say("insights.retention.mean.sums")),
            Draw.picture(voice.say("insights.retention.curve"), drawing.curve(), scope, voice)),
        RetentionView.csv(table));
  }

  private static String definition(RetentionAsked asked, Scope scope, Voice voice) {
    var unit = voice.say("console.unit.word." + scope.unit());
    var start =
        asked.isAboutMerchants()
            ? voice.say("console.retention.sale")
            : scope.kindName(asked.start(), voice);
    var back =
        asked.isAboutMerchants()
            ? voice.say("console.retention.sale")
            : scope.kindName(asked.back(), voice);
    var parts = new ArrayList<String>();
    parts.add(voice.say("console.retention.define.cohort." + asked.cohort(), start, unit));
    parts.add(
        voice.say("console.retention.define.shape." + asked.shape(), back, unit, asked.horizon()));
    parts.add(
        voice.say(
            "console.retention.define.window." + (asked.rolling() ? "rolling" : "calendar"),
            unit,
            voice.say("console.retention.rolling." + scope.unit())));
    if (asked.count() > 1) {
      parts.add(voice.say("console.retention.define.count", asked.count()));
    }
    if (asked.atLeastMinor() > 0) {
      parts.add(
          voice.say(
              "console.retention.define.least",
              voice.money(asked.atLeastMinor(), asked.all().currency())));
    }
    return String.join(" ", parts);
  }

  @Override
  public People behind(Scope scope, Pick pick, int most) {
    var asked = RetentionAsked.of(scope);
    return pick.is("cell")
        ? asked.behind(pick.number(1), pick.number(2), most)
        : People.none(asked.all().size());
  }

  private static String word(Span span) {
    return span.from() + "-" + span.to();
  }

  /// One table on its way to the page.
  private static final class Drawing {

    private final RetentionTable table;
    private final RetentionAsked asked;
    private final String shown;
    private final boolean money;
    private final Voice voice;
    private final double top;

    Drawing(RetentionTable table, RetentionAsked asked, String shown, boolean money, Voice voice) {
      this.table = table;
      this.asked = asked;
      this.shown = shown;
      this.money = money;
      this.voice = voice;
      top = top();
    }

    List<String> columns() {
      boolean orAfter = table.query().columns() instanceof Return.OnOrAfter;
      return table.query().columns().spans().stream()
          .map(span ->
              orAfter
                  ? span.from() + "+"
                  : asked.shape().equals("bracket") ? word(span) : String.valueOf(span.to()))
          .toList();
    }

    Block.Heat heat() {
      var mean = new ArrayList<Block.Cell>();
      for (var column : table.mean()) {
        mean.add(
            column.eligible() == 0
                ? Block.plain("")
                : new Block.Cell(
                    money
                        ? voice.money(column.valueMinor(), asked.all().currency())
                        : voice.percent(column.share()),
                    "mean",
                    told(column.returned(), column.eligible(), column.interval()),
                    ""));
      }
      var rows = new ArrayList<Block.Row>();
      for (int row = 0; row < table.rows().size(); row++) {
        if (table.rows().get(row).people() > 0) {
          rows.add(row(row));
        }
      }
      return new Block.Heat(
          voice.say("console.retention.title"),
          voice.say("insights.retention.cohort"),
          voice.say("console.subject." + asked.subject()),
          columns(),
          Optional.of(new Block.Row(voice.say("insights.retention.mean"), "", false, "", mean)),
          rows,
          true);
    }

    private Block.Row row(int number) {
      var row = table.rows().get(number);
      var cells = new ArrayList<Block.Cell>();
      for (int column = 0; column < row.cells().size(); column++) {
        cells.add(cell(row.cells().get(column), number, column));
      }
      return new Block.Row(
          voice.period(row.firstDate(), table.query().period()),
          voice.number(row.people()),
          row.isTiny(),
          "cell:" + number + ":-1",
          cells);
    }

    private Block.Cell cell(Cell cell, int row, int column) {
      var pick = "cell:" + row + ":" + column;
      return switch (cell) {
        case Cell.Future f ->
            new Block.Cell(
                "", "future", voice.say("insights.cell.future", voice.day(f.closes())), "");
        case Cell.Open o ->
            new Block.Cell(
                text(o.returned(), o.eligible(), o.valueMinor()),
                "open " + look(o.returned(), o.eligible(), o.valueMinor(), column),
                told(o.returned(), o.eligible(), o.interval())
                    + " "
                    + voice.say("insights.cell.open", voice.day(o.closes())),
                o.returned() > 0 ? pick : "");
        case Cell.Closed c ->
            new Block.Cell(
                text(c.returned(), c.eligible(), c.valueMinor()),
                look(c.returned(), c.eligible(), c.valueMinor(), column),
                told(c.returned(), c.eligible(), c.interval()),
                c.returned() > 0 ? pick : "");
      };
    }

    private String text(long returned, long eligible, long value) {
      return eligible == 0
          ? "–"
          : money
              ? voice.money(value, asked.all().currency())
              : shown.equals("people")
                  ? voice.number(returned)
                  : voice.percent(share(returned, eligible));
    }

    private String look(long returned, long eligible, long value, int column) {
      return isStart(column)
          ? "start"
          : Draw.ramp((money ? value : share(returned, eligible)) / top);
    }

    private boolean isStart(int column) {
      var span = table.query().columns().spans().get(column);
      return !asked.rolling() && span.from() == 0 && column == 0;
    }

    private double top() {
      double highest = money ? 1 : 0.05;
      for (var row : table.rows()) {
        for (int column = 0; column < row.cells().size(); column++) {
          if (!isStart(column) && (!row.isTiny() || money)) {
            highest =
                switch (row.cells().get(column)) {
                  case Cell.Future f -> highest;
                  case Cell.Open o ->
                      Math.max(highest, money ? o.valueMinor() : share(o.returned(), o.eligible()));
                  case Cell.Closed c -> Math.max(highest, money ? c.valueMinor() : c.share());
                };
          }
        }
      }
      return highest;
    }

    private static double share(long returned, long eligible) {
      return eligible == 0 ? 0 : (double) returned / eligible;
    }

    private String told(long returned, long eligible, Interval interval) {
      return voice.say(
          "insights.cell.told",
          voice.number(returned),
          voice.number(eligible),
          voice.percent(interval.low()),
          voice.percent(interval.high()));
    }

    /// The mean of the closed cells, with its interval.
    Chart curve() {
      var names = new ArrayList<String>();
      var shares = new ArrayList<Double>();
      var low = new ArrayList<Double>();
      var high = new ArrayList<Double>();
      var columns = columns();
      for (int column = 0; column < columns.size(); column++) {
        var mean = table.mean().get(column);
        if (!isStart(column) && mean.eligible() > 0) {
          names.add(columns.get(column));
          shares.add(mean.share());
          low.add(mean.interval().low());
          high.add(mean.interval().high());
        }
      }
      return new Chart(
          names.size() > 1 && !asked.shape().equals("bracket") ? "band" : "bars",
          "percent",
          voice.say("console.unit." + asked.scope().unit()),
          names,
          List.of(new Chart.Series(voice.say("insights.retention.mean"), shares, low, high)));
    }
  }
}
