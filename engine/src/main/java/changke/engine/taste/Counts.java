package changke.engine.taste;

import java.util.Arrays;

/// How often each number was added: an open table of ints, at most two thirds full.
///
/// Invariant: a key's place is the first free one from its hash on, so a search ends at the first
/// empty place.
final class Counts {

  interface Each {
    void take(int key, int count);
  }

  private int[] keys = new int[0];
  private int[] counts = new int[0];
  private int size;

  void add(int key) {
    if (3 * (size + 1) > 2 * keys.length) grow();
    int place = place(key);
    if (counts[place]++ == 0) {
      keys[place] = key;
      size++;
    }
  }

  int of(int key) {
    return size == 0 ? 0 : counts[place(key)];
  }

  int[] sorted() {
    var sorted = new int[size];
    int next = 0;
    for (int i = 0; i < keys.length; i++) if (counts[i] > 0) sorted[next++] = keys[i];
    Arrays.sort(sorted);
    return sorted;
  }

  void each(Each each) {
    for (int i = 0; i < keys.length; i++) if (counts[i] > 0) each.take(keys[i], counts[i]);
  }

  private int place(int key) {
    int mask = keys.length - 1;
    int place = ((key * 0x9e3779b9) >>> 7) & mask;
    while (counts[place] > 0 && keys[place] != key) place = (place + 1) & mask;
    return place;
  }

  private void grow() {
    var oldKeys = keys;
    var oldCounts = counts;
    keys = new int[Math.max(8, 2 * oldKeys.length)];
    counts = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldCounts[i] == 0) continue;
      int place = place(oldKeys[i]);
      keys[place] = oldKeys[i];
      counts[place] = oldCounts[i];
    }
  }
}
