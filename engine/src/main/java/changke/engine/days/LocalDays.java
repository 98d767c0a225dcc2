package changke.engine.days;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;

/// The local calendar of one zone: which local day an instant belongs to, without allocation.
///
/// A day is the number that [LocalDate#toEpochDay] gives. Answers equal `java.time` for every
/// instant: days of 23 and 25 hours, days that a zone left out, and the minute after midnight that
/// belongs to yesterday once more.
public final class LocalDays {

  private static final long LAST_TABLED = 1L << 32; // in the year 2106
  private static final int BUCKET_SHIFT = 22; // buckets of 48 days hold at most a few transitions

  private final ZoneId zone;
  private final long[] from;
  private final int[] offset;
  private final short[] bucket;
  private final boolean turnsBack;

  private LocalDays(ZoneId zone) {
    this.zone = zone;
    var rules = zone.getRules();
    var starts = new long[1024];
    var offsets = new int[1024];
    int count = 1;
    offsets[0] = rules.getOffset(Instant.EPOCH).getTotalSeconds();
    for (var next = rules.nextTransition(Instant.EPOCH);
        next != null && next.toEpochSecond() < LAST_TABLED;
        next = rules.nextTransition(next.getInstant())) {
      starts[count] = next.toEpochSecond();
      offsets[count++] = next.getOffsetAfter().getTotalSeconds();
    }
    from = Arrays.copyOf(starts, count);
    offset = Arrays.copyOf(offsets, count);
    turnsBack = turnsBack();
    bucket = new short[(int) (LAST_TABLED >> BUCKET_SHIFT) + 1];
    for (int b = 0, at = 0; b < bucket.length; b++) {
      while (at + 1 < count && from[at + 1] <= (long) b << BUCKET_SHIFT) {
        at++;
      }
      bucket[b] = (short) at;
    }
  }

  private boolean turnsBack() {
    for (int i = 1; i < from.length; i++) {
      if (Math.floorDiv(from[i] + offset[i], 86_400L)
          < Math.floorDiv(from[i] - 1 + offset[i - 1], 86_400L)) {
        return true;
      }
    }
    return false;
  }

  public static LocalDays of(ZoneId zone) {
    return new LocalDays(zone);
  }

  public ZoneId zone() {
    return zone;
  }

  /// Whether a later instant can fall on an earlier local day: in the few zones whose clocks were
  /// once set back just after midnight.
  public boolean canTurnBack() {
    return turnsBack;
  }

  /// The local day of an instant given in seconds since 1970.
  public int dayOf(long epochSecond) {
    return (int) Math.floorDiv(epochSecond + offsetAt(epochSecond), 86_400L);
  }

  public LocalDate dateOf(Instant instant) {
    return LocalDate.ofInstant(instant, zone);
  }

  /// The first instant of a local day, in seconds since 1970.
  public long startOf(int day) {
    return LocalDate.ofEpochDay(day).atStartOfDay(zone).toEpochSecond();
  }

  private int offsetAt(long epochSecond) {
    if (epochSecond < 0 || epochSecond >= LAST_TABLED) {
      return zone.getRules().getOffset(Instant.ofEpochSecond(epochSecond)).getTotalSeconds();
    }
    int at = bucket[(int) (epochSecond >> BUCKET_SHIFT)];
    while (at + 1 < from.length && from[at + 1] <= epochSecond) {
      at++;
    }
    return offset[at];
  }
}
