package changke.insights;

import changke.engine.cohort.Cell;
import changke.engine.cohort.Interval;
import changke.engine.cohort.RetentionTable;
import changke.engine.cohort.Return;
import changke.engine.cohort.Span;
import changke.engine.cohort.Window;
import java.util.ArrayList;
import java.util.List;

/// A retention table as it is drawn: one coloured table that is picture and numbers at once.
///
/// @param cut how many older cohorts are left out of the picture; they are in the mean and the CSV
public record RetentionView(
    RetentionChoice choice,
    List<String> columns,
    List<Row> rows,
    List<Square> mean,
    long people,
    int cut,
    Chart curve,
    String csv) {

  /// One cohort.
  public record Row(String name, String people, boolean tiny, List<Square> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /// One cell: what is written, the classes that colour it, and what is told on hovering.
  public record Square(String text, String look, String told) {}

  private static final int SHOWN_ROWS = 120;
  private static final int RAMP = 20;

  public RetentionView {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    mean = List.copyOf(mean);
  }

  public static RetentionView of(RetentionTable table, RetentionChoice choice, Voice voice) {
    var drawing = new Drawing(table, choice, voice);
    var alive = table.rows().stream().filter(row -> row.people() > 0).toList();
    int cut = Math.max(0, alive.size() - SHOWN_ROWS);
    var mean = new ArrayList<Square>();
    for (int column = 0; column < table.mean().size(); column++) {
      mean.add(drawing.mean(column));
    }
    return new RetentionView(
        choice,
        drawing.columns(),
        alive.subList(cut, alive.size()).stream().map(drawing::row).toList(),
        mean,
        alive.stream().mapToLong(RetentionTable.Row::people).sum(),
        cut,
        drawing.curve(),
        csv(table));
  }

  /// One line for each cell, with everything that is known of it.
  static String csv(RetentionTable table) {
    var csv =
        new Csv(
            "cohort",
            "people",
            "column",
            "state",
            "returned",
            "eligible",
            "share",
            "low",
            "high",
            "closes");
    var names = table.query().columns().spans().stream().map(RetentionView::span).toList();
    for (var row : table.rows()) {
      for (int column = 0; column < row.cells().size(); column++) {
        var name = names.get(column);
        switch (row.cells().get(column)) {
          case Cell.Future f ->
              csv.row(
                  row.firstDate(), row.people(), name, "FUTURE", "", "", "", "", "", f.closes());
          case Cell.Open o ->
              csv.row(
                  row.firstDate(),
                  row.people(),
                  name,
                  "OPEN",
                  o.returned(),
                  o.eligible(),
                  share(o.returned(), o.eligible()),
                  o.interval().low(),
                  o.interval().high(),
                  o.closes());
          case Cell.Closed c ->
              csv.row(
                  row.firstDate(),
                  row.people(),
                  name,
                  "CLOSED",
                  c.returned(),
                  c.eligible(),
                  share(c.returned(), c.eligible()),
                  c.interval().low(),
                  c.interval().high(),
                  c.closes());
        }
      }
    }
    for (int column = 0; column < table.mean().size(); column++) {
      var mean = table.mean().get(column);
      csv.row(
          "MEAN",
          "",
          names.get(column),
          "CLOSED",
          mean.returned(),
          mean.eligible(),
          share(mean.returned(), mean.eligible()),
          mean.interval().low(),
          mean.interval().high(),
          "");
    }
    return csv.toString();
  }

  private static double share(long returned, long eligible) {
    return eligible == 0 ? 0 : (double) returned / eligible;
  }

  private static String span(Span span) {
    return span.from() == span.to() ? String.valueOf(span.from()) : span.from() + "-" + span.to();
  }

  private static final class Drawing {

    private final RetentionTable table;
    private final RetentionChoice choice;
    private final Voice voice;
    private final double top;

    Drawing(RetentionTable table, RetentionChoice choice, Voice voice) {
      this.table = table;
      this.choice = choice;
      this.voice = voice;
      this.top = top();
    }

    List<String> columns() {
      var onOrAfter = table.query().columns() instanceof Return.OnOrAfter;
      return table.query().columns().spans().stream()
          .map(span -> onOrAfter ? span.from() + "+" : span(span))
          .toList();
    }

    Row row(RetentionTable.Row row) {
      var cells = new ArrayList<Square>();
      for (int column = 0; column < row.cells().size(); column++) {
        cells.add(square(row.cells().get(column), isStart(column)));
      }
      var name = voice.period(row.firstDate(), choice.unit().period);
      return new Row(name, voice.number(row.people()), row.isTiny(), cells);
    }

    Square mean(int column) {
      var mean = table.mean().get(column);
      if (mean.eligible() == 0) {
        return new Square("", "future", "");
      }
      return new Square(
          voice.percent(mean.share()),
          "mean",
          told(mean.returned(), mean.eligible(), mean.interval()));
    }

    /// The mean of the closed cells by column, with its interval.
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
          names.size() > 1 && choice.shape() != RetentionChoice.Shape.BRACKET ? "band" : "bars",
          "percent",
          voice.say("insights.unit." + choice.unit().word()),
          names,
          List.of(new Chart.Series(voice.say("insights.retention.mean"), shares, low, high)));
    }

    private Square square(Cell cell, boolean start) {
      return switch (cell) {
        case Cell.Future f ->
            new Square("", "future", voice.say("insights.cell.future", voice.day(f.closes())));
        case Cell.Open o ->
            new Square(
                o.eligible() == 0 ? "–" : voice.percent(share(o.returned(), o.eligible())),
                "open " + ramp(share(o.returned(), o.eligible()), start),
                told(o.returned(), o.eligible(), o.interval())
                    + " "
                    + voice.say("insights.cell.open", voice.day(o.closes())));
        case Cell.Closed c ->
            new Square(
                c.eligible() == 0 ? "–" : voice.percent(c.share()),
                ramp(c.share(), start),
                told(c.returned(), c.eligible(), c.interval()));
      };
    }

    private String told(long returned, long eligible, Interval interval) {
      return voice.say(
          "insights.cell.told",
          voice.number(returned),
          voice.number(eligible),
          voice.percent(interval.low()),
          voice.percent(interval.high()));
    }

    private String ramp(double share, boolean start) {
      return start ? "start" : "ramp-" + Math.round(RAMP * Math.min(1, share / top));
    }

    /// Column 0 of a calendar table is everybody, and would leave the others without colour.
    private boolean isStart(int column) {
      var span = table.query().columns().spans().get(column);
      return table.query().window() instanceof Window.Calendar && span.from() == 0;
    }

    private double top() {
      double top = 0.1;
      for (var row : table.rows()) {
        for (int column = 0; column < row.cells().size() && !row.isTiny(); column++) {
          if (!isStart(column)) {
            top =
                switch (row.cells().get(column)) {
                  case Cell.Future f -> top;
                  case Cell.Open o -> Math.max(top, share(o.returned(), o.eligible()));
                  case Cell.Closed c -> Math.max(top, c.share());
                };
          }
        }
      }
      return top;
    }
  }
}
