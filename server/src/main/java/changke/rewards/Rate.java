package changke.rewards;

import changke.shared.Words;

/// What another module can turn into points: so many for each unit, which live so many days.
public record Rate(String key, int version, Words title, int pointsAUnit, int lifeDays) {}
