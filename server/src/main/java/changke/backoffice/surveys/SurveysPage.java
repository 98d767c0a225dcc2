package changke.backoffice.surveys;

import changke.insights.Survey;
import changke.pages.Page;
import java.time.LocalDate;
import java.util.List;

/// All surveys.
record SurveysPage(List<Survey> surveys, LocalDate today) implements Page {

  SurveysPage {
    surveys = List.copyOf(surveys);
  }

  /// The key of whether it runs.
  String state(Survey survey) {
    return survey.runsOn(today)
        ? "surveys.state.runs"
        : survey.isOver(today) ? "surveys.state.over" : "surveys.state.waits";
  }
}
