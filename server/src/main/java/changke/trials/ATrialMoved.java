package changke.trials;

import changke.messaging.Letter;

/// Letter to operators: a trial did something by itself.
record ATrialMoved(String title, String what, String why, String link) implements Letter {}
