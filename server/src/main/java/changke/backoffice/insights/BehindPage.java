package changke.backoffice.insights;

import changke.insights.Asked;
import changke.insights.HouseReports;
import changke.pages.Page;
import java.util.List;

/// The people behind a number of a report.
///
/// @param total how many there are
record BehindPage(String report, Asked asked, String pick, int page, int total, List<Line> lines)
    implements Page {

  /// One of them; `link` is empty for a browser that nobody signed in on.
  record Line(String name, String email, String link) {}

  BehindPage {
    lines = List.copyOf(lines);
  }

  String back() {
    return ConsoleController.HOME
        + "/"
        + report
        + "?"
        + asked.without("pick").without("page").query();
  }

  boolean hasMore() {
    return (page + 1) * HouseReports.PAGE < total;
  }

  String at(int number) {
    return ConsoleController.HOME
        + "/"
        + report
        + "/people?"
        + asked.with("pick", pick).with("page", String.valueOf(number)).query();
  }
}
