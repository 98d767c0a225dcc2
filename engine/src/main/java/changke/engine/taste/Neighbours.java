package changke.engine.taste;

import java.util.Arrays;

/// For each item the items it speaks for, ascending, with how strongly: a sparse table whose rows
/// are what was bought and whose columns are the candidates.
public final class Neighbours implements Model {

  private final int[] start;
  private final int[] item;
  private final float[] weight;

  Neighbours(int[] start, int[] item, float[] weight) {
    this.start = start;
    this.item = item;
    this.weight = weight;
  }

  @Override
  public int items() {
    return start.length - 1;
  }

  /// Links kept in all rows together.
  public int size() {
    return item.length;
  }

  @Override
  public void add(int bought, float times, float[] scores) {
    for (int i = start[bought]; i < start[bought + 1]; i++) scores[item[i]] += times * weight[i];
  }

  @Override
  public float link(int bought, int candidate) {
    int at = Arrays.binarySearch(item, start[bought], start[bought + 1], candidate);
    return at < 0 ? 0 : weight[at];
  }
}
