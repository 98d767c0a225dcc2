package changke.backoffice.insights;

import changke.insights.HistoryCard;
import changke.insights.ImportCard;
import changke.insights.Refusals;
import changke.pages.Page;
import java.util.List;
import java.util.Map;

/// What an import brought and what it left out.
record FilePage(
    HistoryCard history,
    ImportCard shown,
    Map<Refusals.Reason, Integer> counts,
    List<Refusals.Refused> refused)
    implements Page {

  private static final int LISTED = 100;

  FilePage {
    counts = Map.copyOf(counts);
    refused = refused.stream().limit(LISTED).toList();
  }
}
