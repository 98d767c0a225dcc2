package changke.insights;

import changke.shared.PersonId;
import java.time.Instant;
import java.util.UUID;

/// A report that somebody kept, with what was asked; everybody of the team may open it.
public record SavedReport(
    UUID id, String name, String report, String query, PersonId by, Instant at) {}
