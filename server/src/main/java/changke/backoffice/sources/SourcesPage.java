package changke.backoffice.sources;

import changke.activity.Source;
import changke.pages.Page;
import java.util.List;

/// Who may send behaviour.
record SourcesPage(List<Source> sources) implements Page {}
