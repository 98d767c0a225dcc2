package changke.engine.genuine;

import java.time.Instant;

/// One review of a shop's offer by a buyer.
public record Review(long id, long order, long buyer, long shop, String text, Instant writtenAt) {}
