package changke.rewards;

import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `zone` is the installation's own, for whoever has none. Points that come back to a lot that has
/// expired live on for `graceDays`; the worth of a point falls only `noticeDays` after it was
/// announced.
@ConfigurationProperties("changke.rewards")
record RewardSettings(
    @DefaultValue("Asia/Shanghai") ZoneId zone,
    @DefaultValue("14") int graceDays,
    @DefaultValue("30") int noticeDays) {

  Duration grace() {
    return Duration.ofDays(graceDays);
  }
}
