package changke.shared;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// Makes ids: UUIDv7 (RFC 9562, section 5.7), so that rows inserted together lie together.
///
/// Ids of one process are in the order in which they were made, also within a millisecond and when
/// the clock steps back: the twelve bits behind the milliseconds count up from a random start
/// (section 6.2, method 1), and a count that runs over borrows from the next millisecond.
public final class Ids {

  private static final int COUNT_BITS = 12;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final AtomicLong last = new AtomicLong();

  public Ids(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  public UUID next() {
    // The start leaves the upper half of the count free, so that a burst seldom runs over.
    long fresh = (clock.millis() << COUNT_BITS) | random.nextInt(1 << (COUNT_BITS - 1));
    long moment = last.accumulateAndGet(fresh, (before, now) -> Math.max(before + 1, now));
    long high = ((moment >>> COUNT_BITS) << 16) | 0x7000L | (moment & 0xFFFL);
    long low = 0x8000000000000000L | (random.nextLong() >>> 2);
    return new UUID(high, low);
  }
}
