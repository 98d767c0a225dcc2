package changke.rewards;

import changke.shared.Words;

/// A person at the house whom members of the highest tiers may write to.
public record Adviser(Words name, String address) {}
