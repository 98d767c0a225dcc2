package changke.engine.likeness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Compares two texts by greedy tiling: the longest common run first, then the longest of what is
/// left, down to runs of five tokens (Wise 1993). What belongs to the background neither matches
/// nor counts.
///
/// Texts of fewer than five tokens are alike only if they are the same, and then wholly.
public final class Likeness {

  private static final int SHORTEST = Fingerprints.RUN;

  /// Places looked at for one run of the second text: keeps "aaaa…" from costing the square of its
  /// length.
  private static final int PLACES = 64;

  private static final Comparator<Tile> LONGEST_FIRST =
      Comparator.comparingInt((Tile tile) -> -tile.length)
          .thenComparingInt(tile -> tile.a)
          .thenComparingInt(tile -> tile.b);

  private record Tile(int a, int b, int length) {}

  private final Text a;
  private final Text b;
  private final boolean[] usedA;
  private final boolean[] usedB;

  private Likeness(Text a, Text b, @Nullable Background background) {
    this.a = a;
    this.b = b;
    usedA = background == null ? new boolean[a.size()] : background.common(a);
    usedB = background == null ? new boolean[b.size()] : background.common(b);
  }

  public static Match compare(Text a, Text b, @Nullable Background background) {
    if (Math.min(a.size(), b.size()) < SHORTEST) return whole(a, b);
    return new Likeness(a, b, background).tile();
  }

  private static Match whole(Text a, Text b) {
    int tokens = Math.min(a.size(), b.size());
    if (tokens == 0 || !a.sameTokens(b)) return new Match(0, 0, tokens, List.of());
    return new Match(1, 1, tokens, List.of(passage(a, b, new Tile(0, 0, tokens))));
  }

  private Match tile() {
    int ownA = free(usedA);
    int ownB = free(usedB);
    // Invariant: the queue holds, for every diagonal, its maximal runs of tokens that are equal and
    // were free when
    // the run was put in; a run that has lost tokens since is cut into its free parts and put back.
    var queue = new PriorityQueue<>(LONGEST_FIRST);
    runs(queue);
    var tiles = new ArrayList<Tile>();
    while (!queue.isEmpty()) {
      var tile = queue.remove();
      if (allFree(tile)) {
        mark(tile);
        tiles.add(tile);
      } else {
        freeParts(tile, queue);
      }
    }
    tiles.sort(Comparator.comparingInt(tile -> tile.a));
    int shared = tiles.stream().mapToInt(tile -> tile.length).sum();
    return new Match(
        ownA == 0 ? 0 : (double) shared / ownA,
        ownB == 0 ? 0 : (double) shared / ownB,
        Math.min(ownA, ownB),
        tiles.stream().map(tile -> passage(a, b, tile)).toList());
  }

  /// Every run that cannot grow to the left is found from its first five tokens and grown to the
  /// right.
  private void runs(PriorityQueue<Tile> queue) {
    Map<Long, List<Integer>> places = new HashMap<>();
    var inB = b.runs(SHORTEST);
    for (int j = 0; j < inB.length; j++) {
      var list = places.computeIfAbsent(inB[j], hash -> new ArrayList<>());
      if (list.size() < PLACES) list.add(j);
    }
    var inA = a.runs(SHORTEST);
    for (int i = 0; i < inA.length; i++) {
      for (int j : places.getOrDefault(inA[i], List.of())) {
        if (i > 0 && j > 0 && a.token(i - 1) == b.token(j - 1)) continue;
        int length = 0;
        while (i + length < a.size()
            && j + length < b.size()
            && a.token(i + length) == b.token(j + length)) {
          length++;
        }
        freeParts(new Tile(i, j, length), queue);
      }
    }
  }

  private void freeParts(Tile tile, PriorityQueue<Tile> queue) {
    int start = 0;
    for (int k = 0; k <= tile.length; k++) {
      if (k < tile.length && !usedA[tile.a + k] && !usedB[tile.b + k]) continue;
      if (k - start >= SHORTEST) queue.add(new Tile(tile.a + start, tile.b + start, k - start));
      start = k + 1;
    }
  }

  private boolean allFree(Tile tile) {
    for (int k = 0; k < tile.length; k++) if (usedA[tile.a + k] || usedB[tile.b + k]) return false;
    return true;
  }

  private void mark(Tile tile) {
    for (int k = 0; k < tile.length; k++) usedA[tile.a + k] = usedB[tile.b + k] = true;
  }

  private static int free(boolean[] used) {
    int free = 0;
    for (boolean token : used) if (!token) free++;
    return free;
  }

  private static Passage passage(Text a, Text b, Tile tile) {
    int lastA = tile.a + tile.length - 1;
    int lastB = tile.b + tile.length - 1;
    return new Passage(a.from(tile.a), a.to(lastA), b.from(tile.b), b.to(lastB), tile.length);
  }
}
