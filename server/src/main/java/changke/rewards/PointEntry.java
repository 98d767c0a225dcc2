package changke.rewards;

import changke.shared.Words;
import java.time.Instant;

/// One line of a person's statement of points. `kind` is what happened (`points-earned`,
/// `points-spent`, `points-refunded`, `points-expired`, `points-clawed`, `points-merged`), `what`
/// the rule or purpose behind it, `subject` what it is about, an order's number for instance.
public record PointEntry(
    long id, Instant at, long points, String kind, Words what, String subject) {}
