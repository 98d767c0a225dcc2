package changke.cluster;

import changke.engine.cohort.Cell;
import changke.engine.cohort.Interval;
import changke.engine.cohort.RetentionTable;
import changke.engine.cohort.Span;
import changke.engine.cohort.Window;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;

/// A retention table as JSON, with the definition that a reader needs to judge it.
final class RetentionJson {

  private RetentionJson() {}

  static String of(RetentionQuestion question, RetentionTable table) {
    var root = JsonNodeFactory.instance.objectNode();
    root.put("report", "retention").put("name", question.name());
    definition(root.putObject("definition"), question);
    root.put("zone", table.zone().getId()).put("asOf", question.query().asOf().toString());
    columns(root.putArray("columns"), question.query().columns().spans());
    var rows = root.putArray("rows");
    for (var row : table.rows()) {
      var line = rows.addObject();
      line.put("firstDate", row.firstDate().toString()).put("people", row.people());
      line.put("tiny", row.isTiny());
      var cells = line.putArray("cells");
      row.cells().forEach(cell -> cell(cells.addObject(), cell));
    }
    var means = root.putArray("mean");
    for (var mean : table.mean()) {
      numbers(
          means.addObject(), mean.eligible(), mean.returned(), mean.interval(), mean.valueMinor());
    }
    return root.toPrettyString() + "\n";
  }

  private static void definition(ObjectNode node, RetentionQuestion question) {
    var query = question.query();
    node.put("cohort", query.cohort().name()).put("start", question.start());
    if (query.start().atLeastMinor() != Long.MIN_VALUE) {
      node.put("startAtLeastMinor", query.start().atLeastMinor());
    }
    node.put("return", question.returning());
    if (query.returning().atLeastMinor() != Long.MIN_VALUE) {
      node.put("returnAtLeastMinor", query.returning().atLeastMinor());
    }
    node.put("columns", query.columns().toString()).put("period", query.period().name());
    switch (query.window()) {
      case Window.Calendar _ -> node.put("window", "CALENDAR");
      case Window.Rolling rolling -> node.put("window", "ROLLING " + rolling.length());
    }
    node.put("minCount", query.minCount());
  }

  private static void columns(ArrayNode node, List<Span> spans) {
    spans.forEach(span -> node.addObject().put("from", span.from()).put("to", span.to()));
  }

  private static void cell(ObjectNode node, Cell cell) {
    switch (cell) {
      case Cell.Future future -> state(node, "FUTURE", future.closes());
      case Cell.Open open -> {
        state(node, "OPEN", open.closes());
        numbers(node, open.eligible(), open.returned(), open.interval(), open.valueMinor());
      }
      case Cell.Closed closed -> {
        state(node, "CLOSED", closed.closes());
        numbers(node, closed.eligible(), closed.returned(), closed.interval(), closed.valueMinor());
      }
    }
  }

  private static void state(ObjectNode node, String state, LocalDate closes) {
    node.put("state", state).put("closes", closes.toString());
  }

  private static void numbers(
      ObjectNode node, long eligible, long returned, Interval interval, long valueMinor) {
    node.put("eligible", eligible).put("returned", returned);
    if (eligible > 0) {
      node.put("share", (double) returned / eligible);
      node.put("low", interval.low()).put("high", interval.high());
    }
    node.put("valueMinor", valueMinor);
  }
}
