package changke.engine.taste;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// How good lists are, on purchases that the model did not see: every item that the person has not
/// bought is a candidate, and only people with something to find are counted.
///
/// @param people with at least one hidden purchase
/// @param precision share of the list that is right
/// @param recall share of the hidden purchases that the list holds
/// @param ndcgOverAll the ideal list has all hidden purchases, however many: the protocol of
///   Ferrari Dacrema et al. (TOIS 2021), which long histories cannot bring to 1
/// @param ndcgAtCut the ideal list is cut at the same length as ours: the usual protocol elsewhere,
///   never smaller
/// @param coverage share of all items that stand in somebody's list
/// @param tail share of all places in lists that go to items outside of the most bought fifth
public record Evaluation(
    int people,
    double precision,
    double recall,
    double ndcgOverAll,
    double ndcgAtCut,
    double coverage,
    double tail) {

  /// Makes the list of one person.
  public interface Lists {
    int[] list(int person, int length);
  }

  /// The model's lists without any re-ranking.
  public static Evaluation of(Model model, Purchases train, int[][] hidden, int length) {
    return of(
        (person, k) -> {
          var history = train.of(person);
          return Ranking.best(model.scores(history), history, k);
        },
        train,
        hidden,
        length);
  }

  /// Any lists at all, re-ranked or made by others.
  ///
  /// @param hidden by person: the purchases to find; empty rows are left out
  /// @param length of the lists
  public static Evaluation of(Lists lists, Purchases train, int[][] hidden, int length) {
    if (length < 1) throw new IllegalArgumentException("length: " + length);
    var popular = popular(train);
    var parts =
        IntStream.range(0, hidden.length)
            .parallel()
            .filter(person -> hidden[person].length > 0)
            .mapToObj(person -> part(lists.list(person, length), hidden[person], length))
            .toList();
    return sum(parts, length, train.items(), popular);
  }

  private static final class Part {
    private final int[] list;
    private final int hidden;
    private int hits;
    private double gain;
    private double ideal;
    private double cut;

    private Part(int[] list, int hidden) {
      this.list = list;
      this.hidden = hidden;
    }
  }

  private static Part part(int[] list, int[] hidden, int length) {
    var part = new Part(list, hidden.length);
    for (int rank = 0; rank < list.length; rank++) {
      for (int item : hidden) {
        if (item != list[rank]) continue;
        part.gain += discount(rank);
        part.hits++;
      }
    }
    for (int rank = 0; rank < hidden.length; rank++) {
      part.ideal += discount(rank);
      if (rank < length) part.cut += discount(rank);
    }
    return part;
  }

  private static Evaluation sum(List<Part> parts, int length, int items, boolean[] popular) {
    double precision = 0;
    double recall = 0;
    double overAll = 0;
    double atCut = 0;
    long places = 0;
    long tail = 0;
    var shown = new boolean[items];
    for (var part : parts) {
      precision += (double) part.hits / length;
      recall += (double) part.hits / part.hidden;
      overAll += part.gain / part.ideal;
      atCut += part.gain / part.cut;
      for (int item : part.list) {
        shown[item] = true;
        places++;
        if (!popular[item]) tail++;
      }
    }
    int covered = 0;
    for (boolean item : shown) if (item) covered++;
    double people = Math.max(1, parts.size());
    return new Evaluation(
        parts.size(),
        precision / people,
        recall / people,
        overAll / people,
        atCut / people,
        items == 0 ? 0 : (double) covered / items,
        places == 0 ? 0 : (double) tail / places);
  }

  private static boolean[] popular(Purchases train) {
    var buyers = train.buyers();
    var scores = new float[buyers.length];
    for (int i = 0; i < scores.length; i++) scores[i] = buyers[i];
    var popular = new boolean[buyers.length];
    for (int item : Ranking.best(scores, new int[0], buyers.length / 5)) popular[item] = true;
    return popular;
  }

  private static double discount(int rank) {
    return Math.log(2) / Math.log(rank + 2);
  }

  /// Hides a part of each person's purchases at random, the same for the same seed; people with one
  /// purchase keep it.
  public static Split split(Purchases all, double share, long seed) {
    var random = new java.util.SplittableRandom(seed);
    var person = new ArrayList<Integer>();
    var item = new ArrayList<Integer>();
    var hidden = new int[all.people()][];
    for (int p = 0; p < all.people(); p++) {
      var bought = all.of(p);
      var away = new ArrayList<Integer>();
      for (int i : bought) {
        if (away.size() + 1 < bought.length && random.nextDouble() < share) {
          away.add(i);
        } else {
          person.add(p);
          item.add(i);
        }
      }
      hidden[p] = away.stream().mapToInt(Integer::intValue).toArray();
    }
    return new Split(
        Purchases.of(
            all.people(),
            all.items(),
            person.stream().mapToInt(Integer::intValue).toArray(),
            item.stream().mapToInt(Integer::intValue).toArray()),
        hidden);
  }

  /// What the model may see, and what is kept from it.
  public static final class Split {
    private final Purchases train;
    private final int[][] hidden;

    private Split(Purchases train, int[][] hidden) {
      this.train = train;
      this.hidden = hidden;
    }

    public Purchases train() {
      return train;
    }

    /// By person.
    public int[][] hidden() {
      return hidden;
    }
  }
}
