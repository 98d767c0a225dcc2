package changke.rewards;

import changke.shared.Words;

/// One rule as everyone reads it. The same key with another version or other words is a change.
public record PublishedRule(String key, int version, Words title, Words text) {}
