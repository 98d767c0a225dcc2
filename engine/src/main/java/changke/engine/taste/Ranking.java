package changke.engine.taste;

import java.util.Arrays;

/// The best of many scores, in order.
public final class Ranking {

  private Ranking() {}

  /// The `length` items with the greatest scores, best first; among equals the smaller item wins.
  /// Items in `without` and scores that are not finite never come.
  public static int[] best(float[] scores, int[] without, int length) {
    int k = Math.min(length, scores.length);
    if (k <= 0) return new int[0];
    for (int item : without) scores[item] = Float.NEGATIVE_INFINITY;
    var list = new int[k];
    int size = 0;
    float worst = Float.NEGATIVE_INFINITY;
    // Invariant: list[0..size) is sorted, and worst is the score of its last item once it is full.
    for (int item = 0; item < scores.length; item++) {
      float score = scores[item];
      if (!(score > worst)) continue;
      int at = size < k ? size++ : k - 1;
      while (at > 0 && scores[list[at - 1]] < score) {
        list[at] = list[at - 1];
        at--;
      }
      list[at] = item;
      if (size == k) worst = scores[list[k - 1]];
    }
    return Arrays.copyOf(list, size);
  }
}
