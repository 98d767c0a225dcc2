package changke.backoffice.trials;

import changke.pages.Page;
import changke.trials.HeldOut;
import java.util.List;

/// Shares of people who are left alone.
record HoldoutsPage(List<HeldOut> holdouts) implements Page {}
