package changke.rewards;

import changke.messaging.Letter;

/// Letter: the conditions of a tier are not met any more; it falls on a day unless they are again.
record YourTierMayFall(String tier, String day) implements Letter {}
