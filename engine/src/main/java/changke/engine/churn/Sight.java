package changke.engine.churn;

import changke.engine.value.BgNbd;
import changke.engine.value.Fit;
import changke.engine.value.PurchaseModel;
import changke.engine.value.RepeatPurchases;
import changke.engine.value.Survival;
import java.util.Arrays;
import java.util.Optional;

/// Everything that could be seen on the eve of one cut. It reads no act of the cut's day or later:
/// its only way to the acts ends at [Acts#before].
final class Sight {

  /// A silence of the person's own counts as much as this many of everybody's.
  private static final double BORROWED = 2;

  private final Acts acts;
  private final int cut;
  private final Target target;
  private final Survival silences;
  private final Optional<PurchaseModel> model;

  Sight(Acts acts, int cut, Target target) {
    this.acts = acts;
    this.cut = cut;
    this.target = target;
    var all = new Silences();
    var x = new int[acts.people()];
    var tx = new int[acts.people()];
    var seen = new int[acts.people()];
    int people = 0;
    for (int person = 0; person < acts.people(); person++) {
      var days = purchaseDays(person);
      if (days.length > 0) {
        all.add(days, cut);
        x[people] = days.length - 1;
        tx[people] = days[days.length - 1] - days[0];
        seen[people++] = cut - days[0];
      }
    }
    silences = all.survival();
    model =
        fitted(Arrays.copyOf(x, people), Arrays.copyOf(tx, people), Arrays.copyOf(seen, people));
  }

  private static Optional<PurchaseModel> fitted(int[] x, int[] tx, int[] seen) {
    var data = RepeatPurchases.ofDays(x, tx, seen, 1).orElseThrow();
    return switch (BgNbd.fit(data, BgNbd.Dropout.AFTER_REPEATS)) {
      case Fit.Fitted<PurchaseModel> fit -> Optional.of(fit.model());
      case Fit.AtTheEdge<PurchaseModel> edge -> Optional.of(edge.instead().model());
      case Fit.Refused<PurchaseModel> _ -> Optional.empty();
    };
  }

  /// The last day of the person's window, or [Target#NOT_ASKED].
  int until(int person) {
    var days = purchaseDays(person);
    return days.length == 0
        ? Target.NOT_ASKED
        : target.until(cut, days[days.length - 1], gaps(days));
  }

  /// The person's features in the order of [Feature], every one a finite number.
  double[] row(int person) {
    var days = purchaseDays(person);
    var row = new double[Feature.COUNT];
    timing(row, days, until(person));
    money(row, person, days.length);
    return row;
  }

  private void timing(double[] row, int[] days, int until) {
    var n = days.length;
    var gaps = gaps(days);
    var recency = cut - days[n - 1];
    var tenure = cut - days[0];
    set(row, Feature.RECENCY_DAYS, recency);
    set(row, Feature.ORDERS, n);
    set(row, Feature.TENURE_DAYS, tenure);
    set(row, Feature.DAYS_PER_ORDER, (double) tenure / n);
    set(row, Feature.GAP_TREND, trend(gaps));
    set(row, Feature.GAP_SPREAD, spread(gaps));
    var usual = gaps.length == 0 ? tenure : median(gaps);
    set(row, Feature.LATENESS, recency / usual);
    set(row, Feature.DUE_DAYS, usual - recency);
    set(row, Feature.LAST_GAP, gaps.length == 0 ? tenure : gaps[gaps.length - 1]);
    set(row, Feature.RHYTHM, rhythm(gaps, recency, until - cut));
    set(row, Feature.ACTIVE_7, since(days, 7));
    set(row, Feature.ACTIVE_14, since(days, 14));
    set(row, Feature.ACTIVE_28, since(days, 28));
    set(row, Feature.ACTIVE_90, since(days, 90));
    var ahead = until - cut + 1;
    set(row, Feature.ALIVE, model.map(m -> m.alive(n - 1, tenure - recency, tenure)).orElse(1.0));
    set(
        row,
        Feature.EXPECTED,
        model
            .map(m -> m.expected(n - 1, tenure - recency, tenure, ahead))
            .orElse((double) n / tenure * ahead));
  }

  private void money(double[] row, int person, int orders) {
    var paid = 0.0;
    var back = 0.0;
    int bought = 0;
    int coupons = 0;
    int evening = 0;
    int night = 0;
    int weekend = 0;
    var end = acts.before(person, cut);
    var categories = new int[end - acts.first(person)];
    for (int i = acts.first(person); i < end; i++) {
      if (acts.refund(i)) {
        back += acts.money(i);
      } else {
        paid += acts.money(i);
        categories[bought++] = acts.category(i);
        coupons += acts.coupon(i) ? 1 : 0;
        evening += acts.hour(i) >= 18 ? 1 : 0;
        night += acts.hour(i) < 6 ? 1 : 0;
        // Day 0 is a Thursday: 2 and 3 are the weekend.
        weekend += Math.floorMod(acts.day(i) - 2, 7) < 2 ? 1 : 0;
      }
    }
    set(row, Feature.MONEY, paid - back);
    set(row, Feature.MONEY_PER_ORDER, paid / orders);
    set(row, Feature.REFUND_SHARE, paid > 0 ? Math.min(1, back / paid) : 0);
    set(row, Feature.CATEGORIES, (double) Arrays.stream(categories, 0, bought).distinct().count());
    set(row, Feature.COUPON_SHARE, (double) coupons / bought);
    set(row, Feature.EVENING_SHARE, (double) evening / bought);
    set(row, Feature.NIGHT_SHARE, (double) night / bought);
    set(row, Feature.WEEKEND_SHARE, (double) weekend / bought);
  }

  private static void set(double[] row, Feature feature, double value) {
    feature.put(row, value);
  }

  /// Different days with a purchase before the cut, ascending.
  private int[] purchaseDays(int person) {
    var end = acts.before(person, cut);
    var days = new int[end - acts.first(person)];
    int n = 0;
    for (int i = acts.first(person); i < end; i++) {
      if (!acts.refund(i) && (n == 0 || days[n - 1] != acts.day(i))) {
        days[n++] = acts.day(i);
      }
    }
    return Arrays.copyOf(days, n);
  }

  private static int[] gaps(int[] days) {
    var gaps = new int[Math.max(0, days.length - 1)];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = days[i + 1] - days[i];
    }
    return gaps;
  }

  private int since(int[] days, int back) {
    int n = 0;
    for (int i = days.length - 1; i >= 0 && cut - days[i] <= back; i--) {
      n++;
    }
    return n;
  }

  private static double trend(int[] gaps) {
    if (gaps.length < 2) {
      return 0;
    }
    var earlier = Arrays.stream(gaps, 0, gaps.length - 1).average().orElseThrow();
    return Math.log((gaps[gaps.length - 1] + 1) / (earlier + 1));
  }

  private static double spread(int[] gaps) {
    if (gaps.length < 2) {
      return 0;
    }
    var mean = Arrays.stream(gaps).average().orElseThrow();
    var squares = Arrays.stream(gaps).mapToDouble(g -> (g - mean) * (g - mean)).sum();
    return Math.sqrt(squares / (gaps.length - 1)) / mean;
  }

  private static double median(int[] gaps) {
    var sorted = gaps.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2.0;
  }

  /// Of the silences that lasted `recency` days, the share that ended within `ahead` more.
  private double rhythm(int[] gaps, int recency, int ahead) {
    var lasting = silences.waitingAfter(recency - 1);
    var ended = lasting > 0 ? 1 - silences.waitingAfter(recency + ahead) / lasting : 0;
    var asLong = BORROWED;
    var inTime = BORROWED * ended;
    for (var gap : gaps) {
      asLong += gap >= recency ? 1 : 0;
      inTime += gap >= recency && gap <= recency + ahead ? 1 : 0;
    }
    return inTime / asLong;
  }

  /// Everybody's gaps, with the present silence of each as one that has not ended.
  private static final class Silences {
    private int[] days = new int[256];
    private boolean[] ended = new boolean[256];
    private int size;

    void add(int[] purchases, int cut) {
      for (var gap : gaps(purchases)) {
        add(gap, true);
      }
      add(cut - purchases[purchases.length - 1], false);
    }

    private void add(int length, boolean over) {
      if (size == days.length) {
        days = Arrays.copyOf(days, size * 2);
        ended = Arrays.copyOf(ended, size * 2);
      }
      days[size] = length;
      ended[size++] = over;
    }

    Survival survival() {
      return Survival.of(Arrays.copyOf(days, size), Arrays.copyOf(ended, size));
    }
  }
}
