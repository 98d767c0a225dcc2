package changke.cluster;

import changke.engine.cohort.Cell;
import changke.engine.cohort.Interval;
import changke.engine.cohort.RetentionTable;
import java.time.LocalDate;
import java.util.Locale;

/// A retention table with one line for each cell; a cell without a number has empty fields.
public final class RetentionCsv {

  private static final String HEAD =
      "cohort,people,from,to,state,closes,eligible,returned,share,low,high,value_minor\n";

  private RetentionCsv() {}

  public static String of(RetentionTable table) {
    var text = new StringBuilder(HEAD);
    var spans = table.query().columns().spans();
    for (var row : table.rows()) {
      for (int column = 0; column < spans.size(); column++) {
        var span = spans.get(column);
        text.append(row.firstDate()).append(',').append(row.people()).append(',');
        text.append(span.from()).append(',').append(span.to()).append(',');
        append(text, row.cells().get(column));
      }
    }
    for (int column = 0; column < spans.size(); column++) {
      var span = spans.get(column);
      var mean = table.mean().get(column);
      text.append("mean,,").append(span.from()).append(',').append(span.to()).append(",CLOSED,,");
      numbers(text, mean.eligible(), mean.returned(), mean.interval(), mean.valueMinor());
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Cell cell) {
    switch (cell) {
      case Cell.Future future -> state(text, "FUTURE", future.closes()).append(",,,,,\n");
      case Cell.Open open -> {
        state(text, "OPEN", open.closes());
        numbers(text, open.eligible(), open.returned(), open.interval(), open.valueMinor());
      }
      case Cell.Closed closed -> {
        state(text, "CLOSED", closed.closes());
        numbers(text, closed.eligible(), closed.returned(), closed.interval(), closed.valueMinor());
      }
    }
  }

  private static StringBuilder state(StringBuilder text, String state, LocalDate closes) {
    return text.append(state).append(',').append(closes).append(',');
  }

  private static void numbers(
      StringBuilder text, long eligible, long returned, Interval interval, long valueMinor) {
    text.append(eligible).append(',').append(returned).append(',');
    if (eligible > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "%.6f,%.6f,%.6f",
              (double) returned / eligible,
              interval.low(),
              interval.high()));
    } else {
      text.append(",,");
    }
    text.append(',').append(valueMinor).append('\n');
  }
}
