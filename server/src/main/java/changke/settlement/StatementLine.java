package changke.settlement;

import changke.shared.Money;
import java.time.Instant;

/// One line of a merchant's statement; `subject` is the order or settlement that it is about.
public record StatementLine(long id, Instant at, String kind, String subject, Money amount) {}
