package changke.orders;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `changke.orders.*`: how long an order waits for payment, how many may wait at once per buyer (or
/// e-mail address) and per network address, and the platform's commission in basis points.
@ConfigurationProperties("changke.orders")
record OrderSettings(
    @DefaultValue("15m") Duration payWithin,
    @DefaultValue("5") int openPerBuyer,
    @DefaultValue("20") int openPerAddress,
    @DefaultValue("500") int commissionBasisPoints) {}
