package changke.storefront.surveys;

import changke.insights.SurveyAsk;
import changke.pages.Page;
import changke.storefront.Front;
import org.jspecify.annotations.Nullable;

/// The question behind a link: to be answered, to be changed, or done.
///
/// @param open whether an answer can still be given or changed
/// @param changing whether the reader wants to change an answer
/// @param problem the key of what was wrong with the answer; null when nothing was
record AnswerPage(
    Front front, SurveyAsk ask, boolean open, boolean changing, @Nullable String problem)
    implements Page {

  String path() {
    return "/survey/" + ask.token();
  }

  boolean asks() {
    return open && (changing || !ask.isAnswered() || problem != null);
  }

  @Override
  public int status() {
    return problem == null ? 200 : 422;
  }
}
