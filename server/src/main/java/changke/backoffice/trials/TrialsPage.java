package changke.backoffice.trials;

import changke.pages.Page;
import changke.trials.Trial;
import java.util.List;

/// Every trial.
record TrialsPage(List<Trial> trials, boolean off) implements Page {}
