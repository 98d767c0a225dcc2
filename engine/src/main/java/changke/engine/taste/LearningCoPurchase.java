package changke.engine.taste;

import java.util.Arrays;
import java.util.BitSet;

/// ItemKNN that takes in purchases one by one: the result is the one that [CoPurchase] would train
/// on all of them.
///
/// Only bare purchases can be learnt this way: BM25 and TF-IDF weigh each purchase by everybody's,
/// so one more changes them all. Not safe for two threads at once.
public final class LearningCoPurchase {

  private final CoPurchase settings;
  private final Counts[] together;
  private final int[] buyers;
  private final int[][] baskets;
  private final Columns.Sparse[] columns;
  private final BitSet stale;

  public LearningCoPurchase(Purchases purchases, CoPurchase settings) {
    if (settings.weighting() != CoPurchase.Weighting.NONE) {
      throw new IllegalArgumentException(
          settings.weighting() + " cannot be learnt purchase by purchase");
    }
    this.settings = settings;
    buyers = new int[purchases.items()];
    together = new Counts[purchases.items()];
    Arrays.setAll(together, i -> new Counts());
    baskets = new int[purchases.people()][0];
    columns = new Columns.Sparse[purchases.items()];
    stale = new BitSet(purchases.items());
    stale.set(0, purchases.items());
    for (int person = 0; person < purchases.people(); person++) {
      for (int item : purchases.of(person)) learn(person, item);
    }
  }

  /// One more purchase; a repeated pair changes nothing.
  ///
  /// @return false when the person had the item already
  public boolean learn(int person, int item) {
    var basket = baskets[person];
    int place = Arrays.binarySearch(basket, item);
    if (place >= 0) return false;
    for (int other : basket) {
      together[item].add(other);
      together[other].add(item);
    }
    buyers[item]++;
    // Its own column changes, and so does every column in which it stands: its norm has grown.
    stale.set(item);
    together[item].each((other, count) -> stale.set(other));
    baskets[person] = inserted(basket, -place - 1, item);
    return true;
  }

  /// What is known by now. Only columns that purchases have touched are worked out anew.
  public Neighbours model() {
    for (int item = stale.nextSetBit(0); item >= 0; item = stale.nextSetBit(item + 1)) {
      columns[item] = column(item);
    }
    stale.clear();
    return Columns.neighbours(Columns.turned(columns));
  }

  private Columns.Sparse column(int item) {
    var at = together[item].sorted();
    var value = new float[at.length];
    for (int i = 0; i < at.length; i++) {
      value[i] = (float) settings.link(together[item].of(at[i]), buyers[item], buyers[at[i]]);
    }
    return Columns.strongest(new Columns.Sparse(at, value), settings.neighbours());
  }

  private static int[] inserted(int[] sorted, int place, int item) {
    var longer = new int[sorted.length + 1];
    System.arraycopy(sorted, 0, longer, 0, place);
    longer[place] = item;
    System.arraycopy(sorted, place, longer, place + 1, sorted.length - place);
    return longer;
  }
}
