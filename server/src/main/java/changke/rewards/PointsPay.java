package changke.rewards;

import changke.shared.Money;

/// How many points a person could use for an amount, and what they would pay of it.
public record PointsPay(long points, Money pays) {}
