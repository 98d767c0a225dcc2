package changke.engine.taste;

import java.util.Arrays;

/// ItemKNN: items are near that the same people bought.
///
/// With the settings of Ferrari Dacrema, Boglio, Cremonesi and Jannach (TOIS 2021) it reproduces
/// their tables; the profile of a person stays unweighted when scores are summed, as there.
///
/// @param likeness how the shared buyers of two items become a number
/// @param weighting of purchases before, for cosine only
/// @param neighbours kept for each candidate
/// @param shrink pulls links with few shared buyers towards 0
/// @param normalised false leaves the shared sums bare, divided by `shrink` alone
public record CoPurchase(
    Likeness likeness, Weighting weighting, int neighbours, double shrink, boolean normalised) {

  public enum Likeness {
    COSINE,
    JACCARD,
    DICE
  }

  /// What a purchase weighs before items are compared: the purchases of people who buy everything
  /// say less.
  public enum Weighting {
    NONE,
    TF_IDF,
    BM25
  }

  private static final double BM25_K = 1.2;
  private static final double BM25_B = .75;
  private static final double NEVER_ZERO = 1e-6;

  public CoPurchase {
    if (neighbours < 1 || !(shrink >= 0)) {
      throw new IllegalArgumentException(neighbours + " neighbours, shrink " + shrink);
    }
    if (likeness != Likeness.COSINE && weighting != Weighting.NONE) {
      throw new IllegalArgumentException("only cosine reads weights");
    }
  }

  /// A good start for most shops: cosine over BM25, a hundred neighbours, some shrinkage.
  public static CoPurchase usual() {
    return new CoPurchase(Likeness.COSINE, Weighting.BM25, 100, 100, true);
  }

  public Neighbours train(Purchases purchases) {
    var byPerson = weighted(purchases);
    var byItem = byPerson.turned();
    var norms = norms(byItem);
    // The table is symmetric before it is cut, so a row is also the column that is cut.
    var columns =
        Columns.each(
            purchases.items(),
            (item, sums, touched) -> {
              int count = shared(byPerson, byItem, item, sums, touched);
              return Columns.strongest(links(item, norms, sums, touched, count), neighbours);
            });
    return Columns.neighbours(Columns.turned(columns));
  }

  /// The weighted number of people who bought both, for every other item; returns how many were
  /// touched.
  private static int shared(
      Purchases byPerson, Purchases byItem, int item, float[] sums, int[] touched) {
    int count = 0;
    for (int b = byItem.start[item]; b < byItem.start[item + 1]; b++) {
      int person = byItem.item[b];
      float weight = byItem.weight[b];
      for (int i = byPerson.start[person]; i < byPerson.start[person + 1]; i++) {
        int other = byPerson.item[i];
        if (sums[other] == 0) touched[count++] = other;
        sums[other] += weight * byPerson.weight[i];
      }
    }
    return count;
  }

  private Columns.Sparse links(int item, double[] norms, float[] sums, int[] touched, int count) {
    Arrays.sort(touched, 0, count);
    var at = new int[count];
    var value = new float[count];
    int size = 0;
    for (int t = 0; t < count; t++) {
      int other = touched[t];
      double together = sums[other];
      sums[other] = 0;
      if (other == item || !(together > 0)) continue;
      at[size] = other;
      value[size++] = (float) link(together, norms[item], norms[other]);
    }
    return new Columns.Sparse(Arrays.copyOf(at, size), Arrays.copyOf(value, size));
  }

  /// @param a the squared norm of one item: for bare purchases the number of its buyers
  double link(double together, double a, double b) {
    if (!normalised) return shrink > 0 ? together / shrink : together;
    double below =
        switch (likeness) {
          case COSINE -> Math.sqrt(a) * Math.sqrt(b);
          case JACCARD -> a + b - together;
          case DICE -> a + b;
        };
    return together / (below + shrink + NEVER_ZERO);
  }

  private static double[] norms(Purchases byItem) {
    var norms = new double[byItem.people()];
    for (int i = 0; i < norms.length; i++) {
      for (int b = byItem.start[i]; b < byItem.start[i + 1]; b++) {
        norms[i] += (double) byItem.weight[b] * byItem.weight[b];
      }
    }
    return norms;
  }

  private Purchases weighted(Purchases purchases) {
    if (weighting == Weighting.NONE) return purchases;
    var length = new double[purchases.items()];
    double total = 0;
    for (int i = 0; i < purchases.size(); i++) {
      length[purchases.item[i]] += purchases.weight[i];
      total += purchases.weight[i];
    }
    double mean = total / purchases.items();
    var weights = new float[purchases.size()];
    for (int p = 0; p < purchases.people(); p++) {
      // An item is a document and its buyers are the words: a buyer of many items is a common word.
      double rare = Math.max(0, Math.log(purchases.items() / (1d + purchases.degree(p))));
      for (int i = purchases.start[p]; i < purchases.start[p + 1]; i++) {
        double plain = purchases.weight[i];
        double relative = length[purchases.item[i]] / mean;
        double bm25 = plain * (BM25_K + 1) / (BM25_K * (1 - BM25_B + BM25_B * relative) + plain);
        weights[i] = (float) (rare * (weighting == Weighting.BM25 ? bm25 : Math.sqrt(plain)));
      }
    }
    return purchases.weighted(weights);
  }
}
