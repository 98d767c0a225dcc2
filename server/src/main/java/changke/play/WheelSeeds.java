package changke.play;

import changke.platform.AesGcm;
import changke.platform.Keys;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The server's seeds: made here, kept sealed, shown when their period is over. Whoever reads the
/// database alone cannot know what will be drawn.
@Component
class WheelSeeds {

  private final WheelPeriods periods;
  private final AesGcm seal;

  WheelSeeds(WheelPeriods periods, Keys keys) {
    this.periods = periods;
    this.seal = new AesGcm(keys.derive("play.wheel-seed"));
  }

  byte[] make() {
    return AesGcm.newKey();
  }

  byte[] seal(UUID period, byte[] seed) {
    return seal.seal(seed, context(period));
  }

  byte[] open(UUID period) {
    return seal.open(periods.sealedSeed(period), context(period));
  }

  private static byte[] context(UUID period) {
    return ("wheel " + period).getBytes(StandardCharsets.UTF_8);
  }
}
