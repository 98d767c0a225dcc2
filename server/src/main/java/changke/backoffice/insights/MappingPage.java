package changke.backoffice.insights;

import changke.insights.HistoryColumn;
import changke.insights.HistoryPreview;
import changke.insights.ImportCard;
import changke.pages.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first lines of an upload, and what each column is taken for.
///
/// @param preview null when the file cannot be read so
/// @param problem the sentence that says why, or what is missing
record MappingPage(
    ImportCard draft, @Nullable HistoryPreview preview, MappingForm form, @Nullable String problem)
    implements Page {

  @Override
  public int status() {
    return problem == null ? 200 : 422;
  }

  List<HistoryColumn> meanings() {
    return List.of(HistoryColumn.values());
  }
}
