package changke.engine.taste;

import java.util.Arrays;
import java.util.SplittableRandom;

/// A small seeded shop in which people keep to a few kinds of items, popular ones first.
final class Shop {

  private Shop() {}

  static Purchases purchases(int people, int items, int perPerson, long seed) {
    var random = new SplittableRandom(seed);
    var person = new int[people * perPerson];
    var item = new int[person.length];
    for (int i = 0; i < person.length; i++) {
      person[i] = i / perPerson;
      int kind = random.nextInt(4) == 0 ? random.nextInt(8) : person[i] % 8;
      double popular = random.nextDouble();
      item[i] = Math.min(items - 1, ((int) (popular * popular * items / 8)) * 8 + kind);
    }
    return Purchases.of(people, items, person, item);
  }

  /// All pairs as a plain table.
  static double[][] table(Purchases purchases) {
    var table = new double[purchases.people()][purchases.items()];
    for (int p = 0; p < table.length; p++) for (int i : purchases.of(p)) table[p][i] = 1;
    return table;
  }

  static Purchases plus(Purchases purchases, int person, int item) {
    int size = purchases.size();
    var people = new int[size + 1];
    var items = new int[size + 1];
    int next = 0;
    for (int p = 0; p < purchases.people(); p++) {
      for (int i : purchases.of(p)) {
        people[next] = p;
        items[next++] = i;
      }
    }
    people[size] = person;
    items[size] = item;
    return Purchases.of(purchases.people(), purchases.items(), people, items);
  }

  static int[] with(int[] sorted, int item) {
    var longer = Arrays.copyOf(sorted, sorted.length + 1);
    longer[sorted.length] = item;
    return Arrays.stream(longer).sorted().distinct().toArray();
  }
}
