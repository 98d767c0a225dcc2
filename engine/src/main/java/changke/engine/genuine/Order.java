package changke.engine.genuine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One paid order as the rules see it.
///
/// @param refundedAt when the money went back, or null
public record Order(
    long id,
    long buyer,
    long shop,
    Identity identity,
    Instant paidAt,
    @Nullable Instant refundedAt) {}
