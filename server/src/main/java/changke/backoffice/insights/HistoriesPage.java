package changke.backoffice.insights;

import changke.insights.HistoryCard;
import changke.pages.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The list of histories with the form that brings another one in.
///
/// @param problem the key of what is wrong with the form
record HistoriesPage(
    List<HistoryCard> histories,
    boolean working,
    String name,
    String zone,
    String currency,
    @Nullable String problem)
    implements Page {

  @Override
  public int status() {
    return problem == null ? 200 : 422;
  }
}
