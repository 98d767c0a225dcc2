package changke.insights;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One history in the list.
///
/// @param attribution whom the data come from, where that must be said
/// @param current the import that reports show
/// @param latest the import that is being worked on, or that failed; the current one otherwise
public record HistoryCard(
    UUID id,
    String name,
    Optional<String> attribution,
    Optional<ImportCard> current,
    Optional<ImportCard> latest,
    Instant createdAt) {}
