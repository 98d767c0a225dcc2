package changke.engine.taste;

import java.util.Arrays;

/// Who bought what: for each person the items in ascending order, each once, with a weight (1
/// unless time makes it fade).
///
/// The rows lie one behind the other in one array: person `p` owns the places `start[p]` to
/// `start[p + 1]`.
public final class Purchases {

  final int items;
  final int[] start;
  final int[] item;
  final float[] weight;

  private Purchases(int items, int[] start, int[] item, float[] weight) {
    this.items = items;
    this.start = start;
    this.item = item;
    this.weight = weight;
  }

  /// Purchases in any order; a repeated pair counts once.
  public static Purchases of(int people, int items, int[] person, int[] item) {
    var ones = new float[person.length];
    Arrays.fill(ones, 1);
    return of(people, items, person, item, ones);
  }

  /// Purchases that fade with their age: a weight halves every `halfLifeDays`; of a repeated pair
  /// the youngest counts. Whether fading helps is for [Evaluation] to say, shop by shop.
  ///
  /// @param ageDays of each purchase at the moment of training, not negative
  public static Purchases fading(
      int people, int items, int[] person, int[] item, double[] ageDays, double halfLifeDays) {
    if (!(halfLifeDays > 0)) throw new IllegalArgumentException("half-life: " + halfLifeDays);
    var weights = new float[person.length];
    for (int i = 0; i < weights.length; i++) {
      if (!(ageDays[i] >= 0)) throw new IllegalArgumentException("age: " + ageDays[i]);
      weights[i] = (float) Math.max(1e-6, Math.exp(-Math.log(2) * ageDays[i] / halfLifeDays));
    }
    return of(people, items, person, item, weights);
  }

  private static Purchases of(int people, int items, int[] person, int[] item, float[] weight) {
    if (people < 0 || items < 0 || person.length != item.length) {
      throw new IllegalArgumentException(people + " people, " + items + " items");
    }
    var start = new int[people + 1];
    for (int p : person) start[p + 1]++;
    for (int p = 0; p < people; p++) start[p + 1] += start[p];
    var packed = new long[person.length];
    var next = start.clone();
    for (int i = 0; i < person.length; i++) {
      if (item[i] < 0 || item[i] >= items) throw new IllegalArgumentException("item " + item[i]);
      // Within an item the heaviest comes first: positive floats order like their bits.
      packed[next[person[i]]++] =
          ((long) item[i] << 32) | (0x7fffffffL - Float.floatToIntBits(weight[i]));
    }
    return distinct(people, items, start, packed);
  }

  private static Purchases distinct(int people, int items, int[] start, long[] packed) {
    var item = new int[packed.length];
    var weight = new float[packed.length];
    var from = new int[people + 1];
    int size = 0;
    for (int p = 0; p < people; p++) {
      Arrays.sort(packed, start[p], start[p + 1]);
      int last = -1;
      for (int i = start[p]; i < start[p + 1]; i++) {
        int bought = (int) (packed[i] >>> 32);
        if (bought == last) continue;
        item[size] = bought;
        weight[size++] = Float.intBitsToFloat(0x7fffffff - (int) packed[i]);
        last = bought;
      }
      from[p + 1] = size;
    }
    return new Purchases(items, from, Arrays.copyOf(item, size), Arrays.copyOf(weight, size));
  }

  public int people() {
    return start.length - 1;
  }

  public int items() {
    return items;
  }

  /// Distinct pairs of person and item.
  public int size() {
    return item.length;
  }

  /// What a person bought, ascending. A copy.
  public int[] of(int person) {
    return Arrays.copyOfRange(item, start[person], start[person + 1]);
  }

  /// People per item.
  public int[] buyers() {
    var count = new int[items];
    for (int i : item) count[i]++;
    return count;
  }

  int degree(int person) {
    return start[person + 1] - start[person];
  }

  /// The same pairs seen from the items: rows are items, columns people.
  Purchases turned() {
    var from = new int[items + 1];
    for (int i : item) from[i + 1]++;
    for (int i = 0; i < items; i++) from[i + 1] += from[i];
    var next = from.clone();
    var who = new int[item.length];
    var how = new float[item.length];
    for (int p = 0; p < people(); p++) {
      for (int i = start[p]; i < start[p + 1]; i++) {
        int at = next[item[i]]++;
        who[at] = p;
        how[at] = weight[i];
      }
    }
    return new Purchases(people(), from, who, how);
  }

  /// The same pairs with other weights, in the same order.
  Purchases weighted(float[] weights) {
    return new Purchases(items, start, item, weights);
  }
}
