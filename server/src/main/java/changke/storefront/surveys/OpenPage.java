package changke.storefront.surveys;

import changke.insights.Survey;
import changke.pages.Page;
import changke.storefront.Front;
import org.jspecify.annotations.Nullable;

/// The question behind the open link of a survey.
///
/// @param problem the key of what was wrong with the answer; null when nothing was
record OpenPage(Front front, Survey survey, @Nullable String problem) implements Page {

  @Override
  public int status() {
    return problem == null ? 200 : 422;
  }
}
