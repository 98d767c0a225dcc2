package changke.play;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `changke.play.*`: the most that a prize of the wheel may be worth, in minor units of the house's
/// currency, the zone whose midnight begins a new day of spins, and what a streak's seventh day
/// pays.
@ConfigurationProperties("changke.play")
public record PlaySettings(
    @DefaultValue("50000") long prizeCapMinor,
    @DefaultValue("Asia/Shanghai") ZoneId zone,
    @DefaultValue("50") long weekPoints) {

  /// No prize may be worth more, whatever is set: the limit on drawn prizes in the region that the
  /// house was made for (50,000 CNY).
  static final long HIGHEST_CAP_MINOR = 5_000_000;

  public PlaySettings {
    if (prizeCapMinor < 0 || prizeCapMinor > HIGHEST_CAP_MINOR) {
      throw new IllegalArgumentException("changke.play.prize-cap-minor: " + prizeCapMinor);
    }
  }
}
