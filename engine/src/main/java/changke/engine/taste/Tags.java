package changke.engine.taste;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Items with tags: near are those that share rare tags (cosine over inverse document frequency).
public final class Tags implements Content {

  private final int[][] byItem;
  private final int[][] byTag;
  private final float[] rarity;
  private final float[] norm;

  /// What stands on each item.
  ///
  /// @param tagsOfItem by item: its tags, numbers from 0 to `tags` − 1; a tag that is repeated
  ///   counts once
  public Tags(int[][] tagsOfItem, int tags) {
    byItem = new int[tagsOfItem.length][];
    Arrays.setAll(byItem, i -> Arrays.stream(tagsOfItem[i]).sorted().distinct().toArray());
    var counts = new int[tags];
    for (var own : byItem) for (int tag : own) counts[tag]++;
    byTag = new int[tags][];
    Arrays.setAll(byTag, t -> new int[counts[t]]);
    rarity = new float[tags];
    for (int t = 0; t < tags; t++) {
      rarity[t] = (float) Math.log1p((double) byItem.length / Math.max(1, counts[t]));
    }
    norm = new float[byItem.length];
    Arrays.fill(counts, 0);
    for (int i = 0; i < byItem.length; i++) {
      double square = 0;
      for (int tag : byItem[i]) {
        byTag[tag][counts[tag]++] = i;
        square += rarity[tag] * rarity[tag];
      }
      norm[i] = square == 0 ? 0 : (float) (1 / Math.sqrt(square));
    }
  }

  @Override
  public int items() {
    return byItem.length;
  }

  @Override
  public float[] scores(int... history) {
    var wanted = new float[byTag.length];
    for (int bought : history) {
      for (int tag : byItem[bought]) wanted[tag] += rarity[tag] * norm[bought];
    }
    var scores = new float[byItem.length];
    for (int tag = 0; tag < wanted.length; tag++) {
      if (wanted[tag] == 0) continue;
      for (int item : byTag[tag]) scores[item] += wanted[tag] * rarity[tag] * norm[item];
    }
    return scores;
  }

  @Override
  public float nearness(int a, int b) {
    float sum = 0;
    for (int tag : shared(a, b)) sum += rarity[tag] * rarity[tag];
    return Math.min(1, sum * norm[a] * norm[b]);
  }

  /// The tags of both items, the rarest first.
  public List<Integer> shared(int a, int b) {
    var shared = new ArrayList<Integer>();
    for (int tag : byItem[a]) if (Arrays.binarySearch(byItem[b], tag) >= 0) shared.add(tag);
    shared.sort((x, y) -> Float.compare(rarity[y], rarity[x]));
    return shared;
  }
}
