package changke.payments;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `changke.payments.*`: how long a changed key waits before it counts.
@ConfigurationProperties("changke.payments")
record PaymentSettings(@DefaultValue("24h") Duration credentialDelay) {}
