package changke.pages;

/// Something did not work: what happened, what is safe, what to do. `incident` finds it in the log.
record ProblemPage(int status, String kind, String incident) implements Page {}
