package changke.engine.taste;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes one person's list from a trained model, tags, the hour and the present visit, each item
/// with its reason.
///
/// Safe for many threads: it holds only what was trained.
public final class Recommender {

  /// What an earlier look in a visit counts beside the next one.
  private static final float FADING = .7f;

  /// Where nothing speaks for any item, the popular ones come first.
  private static final float LAST_RESORT = 1e-6f;

  private final Model model;
  private final @Nullable Content content;
  private final @Nullable Hours hours;
  private final Blend blend;
  private final int[] buyers;
  private final Purchases byItem;
  private final float[] popularity;

  public Recommender(
      Purchases purchases,
      Model model,
      @Nullable Content content,
      @Nullable Hours hours,
      Blend blend) {
    if (model.items() != purchases.items()
        || (content != null && content.items() != model.items())) {
      throw new IllegalArgumentException("the parts know different numbers of items");
    }
    this.model = model;
    this.content = content;
    this.hours = hours;
    this.blend = blend;
    buyers = purchases.buyers();
    byItem = purchases.turned();
    popularity = new float[buyers.length];
    for (int i = 0; i < buyers.length; i++) popularity[i] = buyers[i];
    toOne(popularity);
  }

  /// The same parts, weighed otherwise.
  private Recommender(Recommender other, Blend blend) {
    model = other.model;
    content = other.content;
    hours = other.hours;
    buyers = other.buyers;
    byItem = other.byItem;
    popularity = other.popularity;
    this.blend = blend;
  }

  public Recommender with(Blend blend) {
    return new Recommender(this, blend);
  }

  /// A list from what a person bought and looks at; what they have is not in it. Someone without
  /// history and visit gets [#general].
  ///
  /// @param history distinct items
  /// @param visit items looked at in this visit, the latest last
  /// @param hour local hour of the day, or -1 when it shall not matter
  public List<Recommendation> list(int[] history, int[] visit, int hour, int length) {
    if (history.length == 0 && visit.length == 0) return general(hour, length);
    var scores = scores(history, visit, hour);
    return reasoned(Ranking.best(scores.clone(), history, length), scores, history, visit, hour);
  }

  /// A list that looks at nobody: for guests and for whoever has turned recommendations off.
  public List<Recommendation> general(int hour, int length) {
    var scores = popularity.clone();
    adjust(scores, hour);
    var list = new ArrayList<Recommendation>();
    for (int item : Ranking.best(scores.clone(), new int[0], length)) {
      if (buyers[item] > 0) list.add(new Recommendation(item, scores[item], forAll(item, hour)));
    }
    return List.copyOf(list);
  }

  /// The bare order for [Evaluation]: the same list without its reasons.
  public int[] items(int[] history, int[] visit, int hour, int length) {
    if (history.length == 0 && visit.length == 0) {
      return general(hour, length).stream().mapToInt(Recommendation::item).toArray();
    }
    return Ranking.best(scores(history, visit, hour), history, length);
  }

  private float[] scores(int[] history, int[] visit, int hour) {
    var scores = model.scores(history);
    toOne(scores);
    for (int i = 0; i < scores.length; i++) scores[i] += LAST_RESORT * popularity[i];
    if (blend.visit() > 0 && visit.length > 0) addVisit(scores, visit);
    if (content != null && blend.cold() > 0)
      addContent(content, scores, history.length > 0 ? history : visit);
    adjust(scores, hour);
    return scores;
  }

  private void addVisit(float[] scores, int[] visit) {
    var now = new float[scores.length];
    float weight = 1;
    for (int i = visit.length - 1; i >= 0; i--) {
      model.add(visit[i], weight, now);
      weight *= FADING;
    }
    toOne(now);
    for (int i = 0; i < scores.length; i++) scores[i] += (float) blend.visit() * now[i];
  }

  private void addContent(Content content, float[] scores, int[] from) {
    var near = content.scores(from);
    toOne(near);
    for (int i = 0; i < scores.length; i++) {
      float trust = trust(i);
      scores[i] = trust * scores[i] + (1 - trust) * near[i];
    }
  }

  /// How far purchases are believed about an item.
  private float trust(int item) {
    return blend.cold() == 0 ? 1 : (float) (buyers[item] / (buyers[item] + blend.cold()));
  }

  /// Hour and long tail change what speaks for an item, never what speaks against it.
  private void adjust(float[] scores, int hour) {
    boolean byHour = hours != null && hour >= 0 && blend.hour() > 0;
    if (!byHour && blend.tail() == 0) return;
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] <= 0) continue;
      double factor = blend.tail() == 0 ? 1 : Math.pow(1d + buyers[i], -blend.tail());
      if (byHour && hours != null) factor *= Math.pow(hours.timesUsual(i, hour), blend.hour());
      scores[i] = (float) (scores[i] * factor);
    }
  }

  private List<Recommendation> reasoned(
      int[] items, float[] scores, int[] history, int[] visit, int hour) {
    var list = new ArrayList<Recommendation>();
    for (int item : items) {
      // Nobody bought it and nothing speaks for it: there would be no true reason.
      if (buyers[item] == 0 && scores[item] <= 0) continue;
      list.add(new Recommendation(item, scores[item], reason(item, history, visit, hour)));
    }
    return List.copyOf(list);
  }

  /// The strongest link that is a fact: a purchase or a look that people really made together with
  /// this item, else shared tags, else what is true for everybody.
  private Reason reason(int item, int[] history, int[] visit, int hour) {
    int bought = strongest(item, history);
    int seen = blend.visit() > 0 ? strongest(item, visit) : -1;
    boolean visitFirst =
        seen >= 0
            && (bought < 0 || blend.visit() * model.link(seen, item) > model.link(bought, item));
    int link = visitFirst ? seen : bought;
    int together = link < 0 ? 0 : together(link, item);
    if (together > 0 && trust(item) >= .5f) {
      return visitFirst
          ? new Reason.GoesWithThisVisit(link, together)
          : new Reason.BoughtWith(link, together);
    }
    var like = like(item, history);
    if (like != null) return like;
    if (together > 0) {
      return visitFirst
          ? new Reason.GoesWithThisVisit(link, together)
          : new Reason.BoughtWith(link, together);
    }
    return forAll(item, hour);
  }

  private Reason forAll(int item, int hour) {
    if (hours != null && hour >= 0 && hours.popular(item, hour)) {
      return new Reason.PopularAtThisHour(
          hour, hours.bought(item, hour), hours.timesUsual(item, hour));
    }
    return new Reason.Popular(buyers[item]);
  }

  private int strongest(int item, int[] from) {
    int best = -1;
    float link = 0;
    for (int other : from) {
      float own = other == item ? 0 : model.link(other, item);
      if (own > link) {
        best = other;
        link = own;
      }
    }
    return best;
  }

  private Reason.@Nullable Like like(int item, int[] history) {
    if (content == null) return null;
    int best = -1;
    float near = 0;
    for (int bought : history) {
      float own = content.nearness(bought, item);
      if (own > near) {
        best = bought;
        near = own;
      }
    }
    if (best < 0) return null;
    return new Reason.Like(
        best, content instanceof Tags tags ? tags.shared(best, item) : List.of());
  }

  /// How many people bought both: the two lists of buyers are sorted, the shorter one is looked up
  /// in the longer.
  private int together(int a, int b) {
    int few = buyers[a] <= buyers[b] ? a : b;
    int many = few == a ? b : a;
    int from = byItem.start[many];
    int to = byItem.start[many + 1];
    int count = 0;
    for (int i = byItem.start[few]; i < byItem.start[few + 1]; i++) {
      int at = Arrays.binarySearch(byItem.item, from, to, byItem.item[i]);
      if (at >= 0) count++;
      from = at >= 0 ? at + 1 : -at - 1;
    }
    return count;
  }

  /// Brings the greatest score to 1, so that parts of different making can be added.
  private static void toOne(float[] scores) {
    float greatest = 0;
    for (float score : scores) greatest = Math.max(greatest, score);
    if (greatest > 0) for (int i = 0; i < scores.length; i++) scores[i] /= greatest;
  }
}
