package changke.backoffice.surveys;

import changke.audience.Segment;
import changke.insights.SurveyDraft;
import changke.pages.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The editor of a survey.
///
/// @param segments of people, to choose from
/// @param refused the key of why it was not kept, beside the problems; null when nobody tried
record SurveyFormPage(
    SurveyForm form,
    List<Segment> segments,
    List<SurveyDraft.Problem> problems,
    @Nullable String refused)
    implements Page {

  SurveyFormPage {
    segments = List.copyOf(segments);
    problems = List.copyOf(problems);
  }

  boolean isNew() {
    return form.id() == null;
  }

  @Override
  public int status() {
    return problems.isEmpty() && refused == null ? 200 : 422;
  }
}
