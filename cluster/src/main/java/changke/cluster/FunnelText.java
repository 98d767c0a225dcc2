package changke.cluster;

import changke.engine.funnel.FunnelReport;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Locale;
import java.util.OptionalLong;

/// A funnel with one line for each step; a step that nobody took has no times.
final class FunnelText {

  private FunnelText() {}

  static Report of(FunnelQuestion question, FunnelReport report) {
    return new Report(json(question, report), csv(question, report));
  }

  private static String csv(FunnelQuestion question, FunnelReport report) {
    var text = new StringBuilder("step,kind,reached,lost,share,median_seconds,p90_seconds\n");
    for (int i = 0; i < report.rows().size(); i++) {
      var row = report.rows().get(i);
      text.append(i + 1).append(',').append(question.steps().get(i)).append(',');
      text.append(row.reached()).append(',').append(report.lostAt(i)).append(',');
      text.append(String.format(Locale.ROOT, "%.6f", report.share(i))).append(',');
      text.append(number(row.medianSeconds())).append(',');
      text.append(number(row.p90Seconds())).append('\n');
    }
    return text.toString();
  }

  private static String json(FunnelQuestion question, FunnelReport report) {
    var query = question.query();
    var root = JsonNodeFactory.instance.objectNode();
    root.put("report", "funnel").put("name", question.name());
    var definition = root.putObject("definition");
    definition.put("order", query.order().name()).put("rising", query.rising());
    definition.put("window", query.window().toString()).put("within", question.within());
    definition.put("exclude", question.excluded()).put("per", query.per().name());
    definition.put("from", query.from().toString()).put("to", query.to().toString());
    var steps = root.putArray("steps");
    for (int i = 0; i < report.rows().size(); i++) {
      var row = report.rows().get(i);
      var step = steps.addObject().put("kind", question.steps().get(i));
      step.put("reached", row.reached());
      step.put("lost", report.lostAt(i)).put("share", report.share(i));
      row.medianSeconds().ifPresent(seconds -> step.put("medianSeconds", seconds));
      row.p90Seconds().ifPresent(seconds -> step.put("p90Seconds", seconds));
    }
    return root.toPrettyString() + "\n";
  }

  private static String number(OptionalLong seconds) {
    return seconds.isPresent() ? Long.toString(seconds.getAsLong()) : "";
  }
}
