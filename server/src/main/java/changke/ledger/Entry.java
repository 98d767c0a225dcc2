package changke.ledger;

import java.time.Instant;

/// One line of an account's statement, newest first.
public record Entry(long id, Instant at, String kind, String subject, long amount) {}
