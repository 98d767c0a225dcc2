package changke.backoffice.insights;

import changke.insights.HistoryCard;
import changke.insights.RetentionView;
import changke.insights.SummaryView;
import changke.insights.Voice;
import changke.pages.Page;

/// Who came back.
record RetentionPage(
    HistoryCard history, String who, SummaryView summary, RetentionView view, Voice voice)
    implements Page {

  String csv() {
    var choice = view.choice();
    return "/backoffice/insights/%s/retention.csv?unit=%s&shape=%s&members=%s&window=%s"
        .formatted(
            history.id(),
            choice.unit().word(),
            choice.shape().word(),
            choice.members().word(),
            choice.rolling() ? "rolling" : "calendar");
  }
}
