package changke.rewards;

import changke.shared.Words;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one promotion or coupon takes off one line. `source` is the promotion or the coupon's
/// terms; `pieces` is how many pieces a promotion touches.
public record Cut(
    int line,
    UUID source,
    @Nullable UUID coupon,
    Words title,
    String funder,
    int pieces,
    long offMinor) {}
