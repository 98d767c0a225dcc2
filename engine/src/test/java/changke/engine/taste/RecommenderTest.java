package changke.engine.taste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecommenderTest {

  private static final int PEOPLE = 300;
  private static final int ITEMS = 80;
  private static final int COLD = 79;
  private final Purchases purchases = Shop.purchases(PEOPLE, ITEMS - 8, 8, 2);
  private final Purchases withCold = widened(purchases);
  private final Tags tags =
      new Tags(
          IntStream.range(0, ITEMS)
              .mapToObj(i -> new int[] {i % 8, 8 + i / 8})
              .toArray(int[][]::new),
          18);
  private final Recommender recommender =
      new Recommender(withCold, Ease.train(withCold, 20), tags, hours(), Blend.USUAL);

  @Test
  void every_reason_is_true() {
    for (int person = 0; person < PEOPLE; person++) {
      var history = withCold.of(person);
      for (var place : recommender.list(history, new int[] {person % 70}, person % 24, 12)) {
        assertThat(history).doesNotContain(place.item());
        switch (place.reason()) {
          case Reason.BoughtWith why -> {
            assertThat(history).contains(why.bought());
            assertThat(why.people()).isEqualTo(both(why.bought(), place.item())).isPositive();
          }
          case Reason.GoesWithThisVisit why -> {
            assertThat(why.seen()).isEqualTo(person % 70);
            assertThat(why.people()).isEqualTo(both(why.seen(), place.item())).isPositive();
          }
          case Reason.Like why -> {
            assertThat(history).contains(why.bought());
            assertThat(why.tags()).isNotEmpty().isEqualTo(tags.shared(why.bought(), place.item()));
          }
          case Reason.PopularAtThisHour why -> {
            assertThat(why.hour()).isEqualTo(person % 24);
            assertThat(why.times()).isGreaterThanOrEqualTo(1.3);
          }
          case Reason.Popular why ->
              assertThat(why.buyers()).isEqualTo(withCold.buyers()[place.item()]);
        }
      }
    }
  }

  @Test
  void an_item_nobody_bought_yet_is_found_by_its_tags_and_says_so() {
    // Kind 7 of the newest shelf: whoever keeps to kind 7 meets it.
    int person = 7;
    assertThat(recommender.list(withCold.of(person), new int[0], -1, ITEMS))
        .filteredOn(place -> place.item() == COLD)
        .singleElement()
        .satisfies(place -> assertThat(place.reason()).isInstanceOf(Reason.Like.class));
    assertThat(recommender.with(Blend.PLAIN).list(withCold.of(person), new int[0], -1, ITEMS))
        .noneMatch(place -> place.item() == COLD);
  }

  @Test
  void embeddings_from_outside_do_the_same_without_tags() {
    var vectors = new float[ITEMS][8];
    for (int i = 0; i < ITEMS; i++) vectors[i][i % 8] = 1 + i;
    var by =
        new Recommender(
            withCold, Ease.train(withCold, 20), new Embeddings(vectors), null, Blend.USUAL);
    assertThat(by.list(withCold.of(7), new int[0], -1, ITEMS))
        .filteredOn(place -> place.item() == COLD)
        .singleElement()
        .satisfies(place -> assertThat(place.reason()).isInstanceOf(Reason.Like.class));
  }

  @Test
  void what_is_looked_at_now_moves_the_list_towards_it() {
    var history = withCold.of(0);
    var visit = new int[] {3, 11};
    assertThat(ofKind(3, recommender.list(history, visit, -1, 10)))
        .isGreaterThan(ofKind(3, recommender.list(history, new int[0], -1, 10)));
  }

  @Test
  void an_item_of_the_night_rises_at_night() {
    var history = withoutTheNightItem();
    int atNight = placeOf(8, recommender.list(history, new int[0], 23, ITEMS));
    int atNoon = placeOf(8, recommender.list(history, new int[0], 12, ITEMS));
    assertThat(atNight).isLessThan(atNoon);
    assertThat(recommender.general(23, ITEMS))
        .filteredOn(place -> place.item() == 8)
        .singleElement()
        .satisfies(
            place -> assertThat(place.reason()).isInstanceOf(Reason.PopularAtThisHour.class));
  }

  @Test
  void someone_without_history_gets_what_is_popular_and_is_told_so() {
    var list = recommender.list(new int[0], new int[0], -1, 5);
    assertThat(list).isEqualTo(recommender.general(-1, 5)).hasSize(5);
    assertThat(list).allMatch(place -> place.reason() instanceof Reason.Popular);
    var buyers = withCold.buyers();
    assertThat(buyers[list.getFirst().item()]).isEqualTo(Arrays.stream(buyers).max().orElseThrow());
  }

  @Test
  void the_slider_gives_up_accuracy_for_coverage() {
    var split = Evaluation.split(Shop.purchases(600, 240, 12, 6), .25, 3);
    var base =
        new Recommender(split.train(), Ease.train(split.train(), 30), null, null, Blend.PLAIN);
    var curve = LongTail.curve(base, Blend.PLAIN, split.train(), split.hidden(), 10);
    var first = curve.getFirst().evaluation();
    var last = curve.getLast().evaluation();
    assertThat(first)
        .isEqualTo(Evaluation.of(Ease.train(split.train(), 30), split.train(), split.hidden(), 10));
    assertThat(last.ndcgOverAll()).isLessThan(first.ndcgOverAll());
    assertThat(last.coverage()).isGreaterThan(first.coverage());
    assertThat(last.tail()).isGreaterThan(first.tail());
  }

  @Test
  void parts_of_different_shops_and_odd_weights_are_refused() {
    assertThatThrownBy(
            () -> new Recommender(withCold, Popular.train(purchases), null, null, Blend.PLAIN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Blend(Double.NaN, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Embeddings(new float[][] {{1}, {Float.NaN}}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new Tags(new int[][] {{}, {}}, 0).scores(0)).containsOnly(0f);
  }

  private int[] withoutTheNightItem() {
    return IntStream.range(0, PEOPLE)
        .mapToObj(withCold::of)
        .filter(history -> Arrays.binarySearch(history, 8) < 0)
        .findFirst()
        .orElseThrow();
  }

  private static Hours hours() {
    var random = new SplittableRandom(5);
    var item = new int[20_000];
    var hour = new int[20_000];
    for (int i = 0; i < item.length; i++) {
      item[i] = random.nextInt(ITEMS - 8);
      hour[i] = item[i] == 8 && random.nextInt(3) > 0 ? 23 : random.nextInt(24);
    }
    return new Hours(ITEMS, item, hour);
  }

  private static Purchases widened(Purchases narrow) {
    var person = new int[narrow.size()];
    for (int p = 0; p < narrow.people(); p++)
      Arrays.fill(person, narrow.start[p], narrow.start[p + 1], p);
    return Purchases.of(narrow.people(), ITEMS, person, narrow.item);
  }

  private int both(int a, int b) {
    int count = 0;
    for (int person = 0; person < PEOPLE; person++) {
      var items = withCold.of(person);
      if (Arrays.binarySearch(items, a) >= 0 && Arrays.binarySearch(items, b) >= 0) count++;
    }
    return count;
  }

  private static long ofKind(int kind, List<Recommendation> list) {
    return list.stream().filter(place -> place.item() % 8 == kind).count();
  }

  private static int placeOf(int item, List<Recommendation> list) {
    return IntStream.range(0, list.size())
        .filter(i -> list.get(i).item() == item)
        .findFirst()
        .orElse(ITEMS);
  }
}
