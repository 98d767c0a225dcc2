package changke.payments;

import java.time.Instant;
import java.util.UUID;

/// Fact: somebody asked to change the secrets of a channel; until `activeFrom` it can be stopped.
public record CredentialChangeAsked(
    UUID id, ChannelId channel, String askedBy, String askedFrom, Instant activeFrom) {}
