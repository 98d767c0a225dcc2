package changke.catalog;

import changke.shared.Money;
import changke.shared.OfferId;
import java.time.Instant;

/// An offer that a member wants to find again; `then` is what one piece cost when it was marked.
public record Favourite(OfferId offer, Money then, Instant since) {}
