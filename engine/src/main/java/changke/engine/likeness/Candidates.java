package changke.engine.likeness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Finds the texts that are worth comparing, without comparing all.
///
/// Whole texts that are alike are found by MinHash over runs of three tokens, in 32 bands of two:
/// if their runs overlap by half all but surely (1 − .75³² = .9999), by a tenth in a quarter of the
/// cases. A passage lifted into a longer text is found by its winnowed fingerprints, unless half a
/// hundred texts have it: then it is everybody's.
public final class Candidates {

  private static final int SHINGLE = 3;
  private static final int BANDS = 32;
  private static final int ROWS = 2;
  private static final int EVERYBODYS = 50;

  private final Map<Long, List<Integer>> buckets = new HashMap<>();
  private final Map<Long, List<Integer>> passages = new HashMap<>();

  /// Remembers a text under a number of the caller's.
  public void add(int id, Text text) {
    for (long band : bands(text)) buckets.computeIfAbsent(band, key -> new ArrayList<>(2)).add(id);
    for (long print : Fingerprints.of(text)) {
      var list = passages.computeIfAbsent(print, key -> new ArrayList<>(2));
      if (list.size() <= EVERYBODYS) list.add(id);
    }
  }

  /// The numbers of texts that may be alike, ascending; the text itself, if it was added, among
  /// them.
  public int[] find(Text text) {
    var found = new TreeSet<Integer>();
    for (long band : bands(text)) found.addAll(buckets.getOrDefault(band, List.of()));
    for (long print : Fingerprints.of(text)) {
      var list = passages.getOrDefault(print, List.of());
      if (list.size() <= EVERYBODYS) found.addAll(list);
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  /// No band for a text without tokens; a short text is one shingle.
  static long[] bands(Text text) {
    if (text.size() == 0) return new long[0];
    var least = new long[BANDS * ROWS];
    Arrays.fill(least, Long.MAX_VALUE);
    for (long shingle : text.runs(Math.min(SHINGLE, text.size()))) {
      for (int i = 0; i < least.length; i++) {
        least[i] = Math.min(least[i], Text.mix(shingle + 0x9e3779b97f4a7c15L * (i + 1)));
      }
    }
    var bands = new long[BANDS];
    for (int band = 0; band < BANDS; band++) {
      bands[band] = Text.mix(least[band * ROWS] * 31 + least[band * ROWS + 1] + band);
    }
    return bands;
  }
}
