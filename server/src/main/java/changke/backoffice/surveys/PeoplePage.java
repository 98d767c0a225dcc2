package changke.backoffice.surveys;

import changke.insights.Survey;
import changke.insights.SurveyReports;
import changke.pages.Page;
import changke.shared.PersonId;
import java.util.List;

/// The people behind a number of a survey.
///
/// @param total how many it counts; some of them are guests or have left
/// @param query of this page without the number of the page
record PeoplePage(Survey survey, int total, int found, int page, String query, List<Line> lines)
    implements Page {

  /// One of them.
  record Line(PersonId id, String name, String email) {}

  PeoplePage {
    lines = List.copyOf(lines);
  }

  boolean hasMore() {
    return (page + 1) * SurveyReports.PAGE < found;
  }

  String at(int number) {
    return SurveysController.HOME + "/" + survey.id() + "/people?" + query + "&page=" + number;
  }
}
