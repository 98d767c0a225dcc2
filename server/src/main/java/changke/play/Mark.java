package changke.play;

import java.time.Instant;
import java.time.LocalDate;

/// A day on which a person did something useful, as their calendar counted it then: the server's
/// instant of the first act, and how far their zone was from UTC.
record Mark(LocalDate day, Instant at, int offsetSeconds) {}
