package changke.rewards;

import changke.messaging.Letter;

/// Letter: a tier rose, at once.
record YourTierRose(String tier) implements Letter {}
