package changke.insights;

import changke.engine.cohort.Cell;
import changke.engine.cohort.Retention;
import changke.engine.cohort.RetentionQuery;
import changke.engine.cohort.RetentionTable;
import changke.engine.cohort.Return;
import changke.engine.days.People;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What each cohort of buyers brought, period by period, and added up per head: its value so far.
final class RevenueBoard implements Report {

  private static final List<String> SHOWN = List.of("value", "period");
  private static final int MOST_COLUMNS = 36;

  @Override
  public String name() {
    return "revenue";
  }

  @Override
  public List<Control> controls(Scope scope, Voice voice) {
    return List.of(
        Control.select(
            "show",
            voice.say("console.retention.show"),
            Draw.options("console.revenue.show.", SHOWN, voice),
            scope.asked().oneOf("show", SHOWN)),
        Control.number("columns", voice.say("console.retention.columns"), columns(scope)));
  }

  private static int columns(Scope scope) {
    return scope.asked().number("columns", 12, 1, MOST_COLUMNS);
  }

  static RetentionQuery query(Scope scope) {
    return RetentionQuery.of(
        Behaviour.SOLD,
        new Return.On(columns(scope)),
        scope.period(),
        scope.from(),
        scope.to(),
        scope.asOf());
  }

  @Override
  public ReportView draw(Scope scope, Voice voice) {
    var table = Retention.tally(scope.all().history, query(scope), scope.people()).table();
    boolean perHead = scope.asked().oneOf("show", SHOWN).equals("value");
    var unit = voice.say("console.unit.word." + scope.unit());
    var definition =
        Block.definition(
            voice.say(
                perHead ? "console.revenue.define.value" : "console.revenue.define.period", unit));
    if (table.rows().stream().allMatch(row -> row.people() == 0)) {
      return new ReportView(
          List.of(definition, Block.empty(voice.say("console.customers.empty"))), "");
    }
    return new ReportView(
        List.of(
            definition,
            heat(table, perHead, scope, voice),
            Draw.picture(
                voice.say("console.revenue.curve"), curve(table, scope, voice), scope, voice)),
        CohortMoney.csv(table, "periods_since", scope.all().currency()));
  }

  private static Block.Heat heat(RetentionTable table, boolean perHead, Scope scope, Voice voice) {
    double top = 1;
    for (var row : table.rows()) {
      var values = values(row, perHead);
      for (int column = perHead ? 0 : 1; column < values.length; column++) {
        top = Math.max(top, values[column]);
      }
    }
    var rows = new ArrayList<Block.Row>();
    for (int at = 0; at < table.rows().size(); at++) {
      var row = table.rows().get(at);
      if (row.people() > 0) {
        rows.add(row(row, at, values(row, perHead), top, scope, voice));
      }
    }
    var columns = new ArrayList<String>();
    for (int column = 0; column <= columns(scope); column++) {
      columns.add(String.valueOf(column));
    }
    return new Block.Heat(
        voice.say("insights.revenue.cohorts"),
        voice.say("insights.retention.cohort"),
        voice.say("insights.revenue.new-buyers"),
        columns,
        Optional.empty(),
        rows,
        true);
  }

  private static Block.Row row(
      RetentionTable.Row row, int at, double[] values, double top, Scope scope, Voice voice) {
    var cells = new ArrayList<Block.Cell>();
    for (int column = 0; column < row.cells().size(); column++) {
      var cell = row.cells().get(column);
      var text = voice.money(Math.round(values[column]), scope.all().currency());
      cells.add(
          switch (cell) {
            case Cell.Future f ->
                new Block.Cell(
                    "", "future", voice.say("insights.cell.future", voice.day(f.closes())), "");
            case Cell.Open o ->
                new Block.Cell(
                    text,
                    "open " + Draw.ramp(values[column] / top),
                    voice.say("insights.cell.open", voice.day(o.closes())),
                    o.returned() > 0 ? "cell:" + at + ":" + column : "");
            case Cell.Closed c ->
                new Block.Cell(
                    text,
                    Draw.ramp(values[column] / top),
                    "",
                    c.returned() > 0 ? "cell:" + at + ":" + column : "");
          });
    }
    return new Block.Row(
        voice.period(row.firstDate(), scope.period()),
        voice.number(row.people()),
        row.isTiny(),
        "cell:" + at + ":-1",
        cells);
  }

  /// Money of each column, or added up and divided by the cohort's people.
  private static double[] values(RetentionTable.Row row, boolean perHead) {
    var values = new double[row.cells().size()];
    double sum = 0;
    for (int column = 0; column < values.length; column++) {
      double own = CohortMoney.of(row.cells().get(column));
      sum += own;
      values[column] = perHead ? sum / Math.max(1, row.people()) : own;
    }
    return values;
  }

  /// Value per head by period since the first order: closed cells of all cohorts pooled.
  private static Chart curve(RetentionTable table, Scope scope, Voice voice) {
    var names = new ArrayList<String>();
    var values = new ArrayList<Double>();
    double sum = 0;
    for (int column = 0; column < table.mean().size(); column++) {
      var mean = table.mean().get(column);
      if (mean.eligible() > 0) {
        sum += (double) mean.valueMinor() / mean.eligible();
        names.add(String.valueOf(column));
        values.add(sum);
      }
    }
    return new Chart(
        "step",
        "money",
        voice.say("console.unit." + scope.unit()),
        names,
        List.of(Draw.series(voice.say("console.revenue.perhead"), values)));
  }

  @Override
  public People behind(Scope scope, Pick pick, int most) {
    return pick.is("cell")
        ? Retention.behind(
            scope.all().history, query(scope), scope.people(), pick.number(1), pick.number(2), most)
        : People.none(scope.all().size());
  }
}
