package changke.activity;

import java.util.HashMap;
import java.util.Map;

/// A room that several fill and leave again. Each may hold as much as it leaves free: one alone
/// gets half of it, two greedy ones a third each, and whoever comes anew finds a place.
///
/// @param <K> who holds something
public final class Shares<K> {

  private final long room;
  private final Map<K, Long> held = new HashMap<>();
  private long taken;

  public Shares(long room) {
    this.room = room;
  }

  /// Takes a place; false when it would be more than what is left to others. Whoever holds nothing
  /// needs only that it fits, and something larger than the room fits while half of it is free.
  public synchronized boolean take(K who, long amount) {
    long mine = held.getOrDefault(who, 0L);
    long left = room - taken - amount;
    if (mine == 0 ? left < 0 && taken > room / 2 : mine + amount > left) {
      return false;
    }
    held.merge(who, amount, Long::sum);
    taken += amount;
    return true;
  }

  /// Gives a place back.
  public synchronized void release(K who, long amount) {
    held.computeIfPresent(who, (key, mine) -> mine <= amount ? null : mine - amount);
    taken -= amount;
  }

  /// How much is taken by all together.
  public synchronized long taken() {
    return taken;
  }

  /// How many hold something.
  public synchronized int holders() {
    return held.size();
  }
}
