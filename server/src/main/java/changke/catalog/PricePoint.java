package changke.catalog;

import changke.shared.Money;
import java.time.Instant;

/// A price and since when it was asked.
public record PricePoint(Instant since, Money price) {}
