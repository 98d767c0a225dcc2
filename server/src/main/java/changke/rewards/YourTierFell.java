package changke.rewards;

import changke.messaging.Letter;

/// Letter: a tier fell after its grace.
record YourTierFell(String tier) implements Letter {}
