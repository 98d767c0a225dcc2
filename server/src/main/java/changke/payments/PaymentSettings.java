package changke.payments;

import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `changke.payments.*`: how long a changed key waits before it counts; in minor units the least
/// and most of a top-up and a withdrawal, how much one person may withdraw within a day, and above
/// which two people approve; the zone in which providers count days.
@ConfigurationProperties("changke.payments")
public record PaymentSettings(
    @DefaultValue("24h") Duration credentialDelay,
    @DefaultValue("100") long topUpLeastMinor,
    @DefaultValue("5000000") long topUpMostMinor,
    @DefaultValue("1000") long withdrawalLeastMinor,
    @DefaultValue("5000000") long withdrawalMostADayMinor,
    @DefaultValue("100000") long withdrawalTwoPeopleAboveMinor,
    @DefaultValue("Asia/Shanghai") ZoneId zone) {}
