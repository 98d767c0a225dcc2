package changke.shared;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Makes ids: UUIDv7 (RFC 9562, section 5.7), so that rows inserted together lie together.
public final class Ids {

  private final InstantSource clock;
  private final RandomGenerator random;

  public Ids(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  public UUID next() {
    var high = (clock.millis() << 16) | 0x7000L | (random.nextInt() & 0xFFFL);
    var low = 0x8000000000000000L | (random.nextLong() >>> 2);
    return new UUID(high, low);
  }
}
