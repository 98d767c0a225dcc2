package changke.bench;

import changke.engine.taste.Evaluation;
import changke.engine.taste.Purchases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.SplittableRandom;

/// Purchases to train on and purchases to find.
final class TasteData {

  final String name;
  final Purchases train;
  final int[][] hidden;

  private TasteData(String name, Purchases train, int[][] hidden) {
    this.name = name;
    this.train = train;
    this.hidden = hidden;
  }

  /// A shop with a taste: everybody keeps to a few of sixty interests, some items are bought by
  /// all, and every item has two companions that often follow it (a game and its add-on, a course
  /// and its second part). A fifth is hidden.
  static TasteData seeded(int people, int items, int pairs, long seed) {
    var random = new SplittableRandom(seed);
    var interests = new int[60][];
    for (int i = 0; i < interests.length; i++) {
      interests[i] = random.ints(items / 20, 0, items).toArray();
    }
    var companions = new int[items][];
    Arrays.setAll(companions, i -> random.ints(2, 0, items).toArray());
    var person = new int[pairs];
    var item = new int[pairs];
    int size = 0;
    for (int p = 0; p < people && size < pairs; p++) {
      double fair = (double) (pairs - size) / (people - p);
      int want = Math.max(3, (int) Math.round(fair * Math.exp(.7 * random.nextGaussian() - .245)));
      if (p == people - 1) want = pairs - size;
      var own = random.ints(1 + random.nextInt(4), 0, interests.length).toArray();
      var has = new BitSet(items);
      int last = -1;
      for (int tries = 0;
          has.cardinality() < Math.min(want, pairs - size) && tries < 40 * want;
          tries++) {
        last = next(random, interests, companions, own, items, last);
        has.set(last);
      }
      for (int i = has.nextSetBit(0); i >= 0; i = has.nextSetBit(i + 1)) {
        person[size] = p;
        item[size++] = i;
      }
    }
    var all = Purchases.of(people, items, Arrays.copyOf(person, size), Arrays.copyOf(item, size));
    var split = Evaluation.split(all, .2, seed + 1);
    return new TasteData("seeded", split.train(), split.hidden());
  }

  private static int next(
      SplittableRandom random,
      int[][] interests,
      int[][] companions,
      int[] own,
      int items,
      int last) {
    if (last >= 0 && random.nextInt(4) == 0) return companions[last][random.nextInt(2)];
    double u = random.nextDouble();
    double popular = u * u * u;
    if (random.nextInt(5) == 0) return (int) (popular * items);
    var interest = interests[own[random.nextInt(own.length)]];
    return interest[(int) (popular * interest.length)];
  }

  /// MovieLens 100K in the published split, or empty when the shared folder is not there.
  static Optional<TasteData> movieLens() throws IOException {
    var folder = Path.of(System.getProperty("changke.shared", "../shared")).resolve("data/ml-100k");
    if (!Files.isDirectory(folder)) return Optional.empty();
    var rows = Files.readAllLines(folder.resolve("ml-100k.train.rating"));
    var person = new int[rows.size()];
    var item = new int[rows.size()];
    for (int i = 0; i < person.length; i++) {
      var fields = rows.get(i).split("\\s+");
      person[i] = Integer.parseInt(fields[0]);
      item[i] = Integer.parseInt(fields[1]);
    }
    int people = 1 + Arrays.stream(person).max().orElse(0);
    int items = 1 + Arrays.stream(item).max().orElse(0);
    var hidden = new int[people][0];
    for (var line : Files.readAllLines(folder.resolve("ml-100k.test.rating"))) {
      var row = Arrays.stream(line.trim().split("\\s+")).mapToInt(Integer::parseInt).toArray();
      hidden[row[0]] = Arrays.copyOfRange(row, 1, row.length);
      items = Math.max(items, 1 + Arrays.stream(hidden[row[0]]).max().orElse(0));
    }
    return Optional.of(new TasteData("ml-100k", Purchases.of(people, items, person, item), hidden));
  }
}
