package changke.backoffice.insights;

import changke.insights.Drawn;
import changke.insights.Goals;
import changke.insights.HouseReports;
import changke.insights.SavedReport;
import changke.pages.Page;
import java.util.List;

/// One report of the console with its frame.
record ConsolePage(Drawn drawn, List<SavedReport> saved, Goals goals) implements Page {

  ConsolePage {
    saved = List.copyOf(saved);
  }

  List<String> names() {
    return HouseReports.names();
  }

  /// Targets and marks are set where the series are watched.
  boolean setsGoals() {
    return drawn.report().equals("alarms");
  }

  List<String> measures() {
    return Goals.measures();
  }

  /// The same dates and people on another report.
  String link(String report) {
    var kept = new java.util.ArrayList<String>();
    for (var name : List.of("from", "to", "unit", "who")) {
      var value = drawn.asked().text(name);
      if (!value.isEmpty()) {
        kept.add(name + "=" + value);
      }
    }
    return ConsoleController.HOME
        + "/"
        + report
        + (kept.isEmpty() ? "" : "?" + String.join("&", kept));
  }

  String people(String pick) {
    return ConsoleController.HOME
        + "/"
        + drawn.report()
        + "/people?"
        + drawn.asked().with("pick", pick).query();
  }

  String csv() {
    return ConsoleController.HOME + "/" + drawn.report() + "/csv?" + drawn.asked().query();
  }
}
