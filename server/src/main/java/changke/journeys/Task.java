package changke.journeys;

import changke.shared.PersonId;
import changke.shared.Words;
import java.time.Instant;
import java.util.UUID;

/// What a person of the house is to do for somebody.
public record Task(
    UUID id, UUID journey, PersonId person, Words title, Instant madeAt, Instant dueAt) {}
