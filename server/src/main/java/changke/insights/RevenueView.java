package changke.insights;

import changke.engine.cohort.Cell;
import changke.engine.cohort.RetentionTable;
import changke.engine.days.Period;
import java.util.ArrayList;
import java.util.List;

/// Money by month and by cohort as it is drawn.
///
/// @param cohorts net money of each month's new buyers, by months since
public record RevenueView(
    TableView months,
    Chart chart,
    String monthsCsv,
    List<String> columns,
    List<RetentionView.Row> cohorts,
    String cohortsCsv) {

  private static final int SHOWN_COLUMNS = 24;

  public RevenueView {
    columns = List.copyOf(columns);
    cohorts = List.copyOf(cohorts);
  }

  static RevenueView of(Reports reports, Voice voice) {
    var months = reports.revenue().months();
    var history = reports.history();
    var cohorts = reports.revenueByCohort();
    int columns = Math.min(SHOWN_COLUMNS, cohorts.mean().size());
    var names = new ArrayList<String>();
    for (int column = 0; column < columns; column++) {
      names.add(String.valueOf(column));
    }
    return new RevenueView(
        months(months, history, voice),
        chart(months, history, voice),
        monthsCsv(months, history),
        names,
        cohorts(cohorts, history, columns, voice),
        CohortMoney.csv(cohorts, "months_since", history.currency()));
  }

  private static TableView months(
      List<RevenueReport.Month> months, ShopHistory history, Voice voice) {
    var table =
        new TableView.Builder(
            voice.say("insights.unit.month"),
            voice.say("insights.revenue.new"),
            voice.say("insights.revenue.returning"),
            voice.say("insights.revenue.nobody"),
            voice.say("insights.revenue.total"),
            voice.say("insights.revenue.buyers"),
            voice.say("insights.revenue.new-buyers"));
    for (var month : months) {
      table.row(
          voice.period(month.firstDate(), Period.MONTH),
          voice.money(month.newMinor(), history.currency()),
          voice.money(month.returningMinor(), history.currency()),
          voice.money(month.anonymousMinor(), history.currency()),
          voice.money(month.totalMinor(), history.currency()),
          voice.number(month.buyers()),
          voice.number(month.newBuyers()));
      if (!month.complete()) {
        table.mark();
      }
    }
    return table.done();
  }

  private static Chart chart(List<RevenueReport.Month> months, ShopHistory history, Voice voice) {
    var names = new ArrayList<String>();
    var fresh = new ArrayList<Double>();
    var returning = new ArrayList<Double>();
    var nobody = new ArrayList<Double>();
    for (var month : months) {
      names.add(voice.period(month.firstDate(), Period.MONTH) + (month.complete() ? "" : "*"));
      fresh.add(major(month.newMinor(), history));
      returning.add(major(month.returningMinor(), history));
      nobody.add(major(month.anonymousMinor(), history));
    }
    var series = new ArrayList<Chart.Series>();
    series.add(new Chart.Series(voice.say("insights.revenue.returning"), returning));
    series.add(new Chart.Series(voice.say("insights.revenue.new"), fresh));
    if (nobody.stream().anyMatch(amount -> amount != 0)) {
      series.add(new Chart.Series(voice.say("insights.revenue.nobody"), nobody));
    }
    var code =
        history.currency().equals(Decimals.NO_CURRENCY) ? "" : history.currency().getCurrencyCode();
    return new Chart("stack", "money", "", names, series, code);
  }

  private static double major(long minor, ShopHistory history) {
    return Decimals.major(minor, history.currency()).doubleValue();
  }

  private static String monthsCsv(List<RevenueReport.Month> months, ShopHistory history) {
    var csv =
        new Csv("month", "new", "returning", "nobody", "total", "buyers", "new_buyers", "complete");
    for (var month : months) {
      csv.row(
          month.firstDate(),
          Decimals.major(month.newMinor(), history.currency()),
          Decimals.major(month.returningMinor(), history.currency()),
          Decimals.major(month.anonymousMinor(), history.currency()),
          Decimals.major(month.totalMinor(), history.currency()),
          month.buyers(),
          month.newBuyers(),
          month.complete());
    }
    return csv.toString();
  }

  private static List<RetentionView.Row> cohorts(
      RetentionTable table, ShopHistory history, int columns, Voice voice) {
    long most = 1;
    for (var row : table.rows()) {
      for (int column = 1; column < columns; column++) {
        most = Math.max(most, CohortMoney.of(row.cells().get(column)));
      }
    }
    var rows = new ArrayList<RetentionView.Row>();
    for (var row : table.rows()) {
      if (row.people() > 0) {
        var cells = new ArrayList<RetentionView.Square>();
        for (int column = 0; column < columns; column++) {
          cells.add(square(row.cells().get(column), column == 0, most, history, voice));
        }
        rows.add(
            new RetentionView.Row(
                voice.period(row.firstDate(), Period.MONTH),
                voice.number(row.people()),
                row.isTiny(),
                cells));
      }
    }
    return rows;
  }

  private static RetentionView.Square square(
      Cell cell, boolean start, long most, ShopHistory history, Voice voice) {
    if (cell instanceof Cell.Future) {
      return new RetentionView.Square(
          "", "future", voice.say("insights.cell.future", voice.day(cell.closes())));
    }
    long value = CohortMoney.of(cell);
    var ramp = start ? "start" : "ramp-" + Math.max(0, Math.round(20.0 * value / most));
    return new RetentionView.Square(
        voice.number(Math.round(major(value, history))),
        cell instanceof Cell.Open ? "open " + ramp : ramp,
        voice.money(value, history.currency())
            + (cell instanceof Cell.Open
                ? " " + voice.say("insights.cell.open", voice.day(cell.closes()))
                : ""));
  }
}
