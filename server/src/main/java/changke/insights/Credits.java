package changke.insights;

import changke.engine.days.People;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Net revenue given to the channels that people came through before they paid, by seven rules. The
/// credits of each rule sum up to the net revenue exactly.
///
/// Markov removal follows Anderl, Becker, von Wangenheim and Schumann, "Mapping the customer
/// journey", IJRM 33 (2016): a channel is worth the share of conversions that would be lost if
/// every way through it ended there.
final class Credits {

  static final String[] RULES = {
    "first", "last", "linear", "decay", "position", "nondirect", "markov"
  };
  private static final int MARKOV = 6;
  private static final int LONGEST_WAY = 50;

  final int[] channels;
  final long[][] byRule;
  final long[] orders;
  long none;
  long noneOrders;
  private final int other;
  private final int[] slotOf;
  private final double[][] moves;
  private final int start;
  private final int paid;
  private final int lost;
  private long creditable;
  private final int direct;
  private final double halfSeconds;

  /// @param shown how many channels are told apart, by their number of arrivals
  private Credits(Touches touches, int shown, double halfSeconds) {
    this.halfSeconds = halfSeconds;
    direct = touches.channels().indexOf("direct");
    var counts = new long[touches.channels().size()];
    for (int at = 0; at < touches.size(); at++) {
      counts[touches.channel(at)]++;
    }
    channels =
        IntStream.range(0, counts.length)
            .boxed()
            .sorted((a, b) -> Long.compare(counts[b], counts[a]))
            .limit(shown)
            .mapToInt(Integer::intValue)
            .toArray();
    other = channels.length;
    slotOf = new int[counts.length];
    Arrays.fill(slotOf, other);
    for (int slot = 0; slot < channels.length; slot++) {
      slotOf[channels[slot]] = slot;
    }
    byRule = new long[RULES.length][other + 1];
    orders = new long[other + 1];
    start = other + 1;
    paid = other + 2;
    lost = other + 3;
    moves = new double[other + 4][other + 4];
  }

  /// Credits the orders from one local day to another by what happened in the seconds before each.
  static Credits of(
      Behaviour all, People people, int first, int last, long lookback, double halfSeconds) {
    var credits = new Credits(all.touches, 20, halfSeconds);
    long begin = all.calendar().startOf(first);
    long end = all.calendar().startOf(last + 1);
    for (int p = 0; p < all.size(); p++) {
      if (people.contains(p)) {
        credits.read(all, p, first, last, lookback, begin, end);
      }
    }
    credits.markov();
    return credits;
  }

  private void read(
      Behaviour all, int p, int first, int last, long lookback, long begin, long end) {
    var orders = all.purchases;
    var touches = all.touches;
    boolean bought = false;
    for (int order = orders.from(p); order < orders.to(p); order++) {
      if (orders.day(order) >= first && orders.day(order) <= last) {
        bought = true;
        long at = orders.second(order);
        int to = touches.to(p);
        while (to > touches.from(p) && touches.second(to - 1) > at) {
          to--;
        }
        int from = to;
        while (from > touches.from(p)
            && to - from < LONGEST_WAY
            && touches.second(from - 1) > at - lookback) {
          from--;
        }
        credit(touches, from, to, at, orders.net(order));
      }
    }
    if (!bought && touches.from(p) < touches.to(p)) {
      give(touches, p, begin, end);
    }
  }

  /// A way that led to no order in the dates.
  private void give(Touches touches, int p, long begin, long end) {
    int before = start;
    int steps = 0;
    for (int at = touches.from(p); at < touches.to(p) && steps < LONGEST_WAY; at++) {
      if (touches.second(at) >= begin && touches.second(at) < end) {
        int slot = slotOf[touches.channel(at)];
        moves[before][slot]++;
        before = slot;
        steps++;
      }
    }
    if (before != start) {
      moves[before][lost]++;
    }
  }

  private void credit(Touches touches, int from, int to, long at, long net) {
    int n = to - from;
    if (n == 0) {
      none += net;
      noneOrders++;
      return;
    }
    creditable += net;
    orders[slot(touches, to - 1)]++;
    byRule[0][slot(touches, from)] += net;
    byRule[1][slot(touches, to - 1)] += net;
    var weight = new double[n];
    Arrays.fill(weight, 1);
    share(2, touches, from, weight, net);
    for (int i = 0; i < n; i++) {
      weight[i] = Math.pow(2, -(at - touches.second(from + i)) / halfSeconds);
    }
    share(3, touches, from, weight, net);
    Arrays.fill(weight, n > 2 ? 0.2 / (n - 2) : 0);
    weight[0] = n > 2 ? 0.4 : 1;
    weight[n - 1] = n > 2 ? 0.4 : 1;
    share(4, touches, from, weight, net);
    int told = to - 1;
    while (told > from && touches.channel(told) == direct) {
      told--;
    }
    byRule[5][slot(touches, touches.channel(told) == direct ? to - 1 : told)] += net;
    int before = start;
    for (int i = from; i < to; i++) {
      moves[before][slot(touches, i)]++;
      before = slot(touches, i);
    }
    moves[before][paid]++;
  }

  private int slot(Touches touches, int at) {
    return slotOf[touches.channel(at)];
  }

  /// Shares by weight in whole minor units; the last one takes what rounding left.
  private void share(int rule, Touches touches, int from, double[] weight, long net) {
    double sum = Arrays.stream(weight).sum();
    long left = net;
    for (int i = 0; i < weight.length; i++) {
      long part = i + 1 == weight.length ? left : sum > 0 ? (long) (net * (weight[i] / sum)) : 0;
      byRule[rule][slot(touches, from + i)] += part;
      left -= part;
    }
  }

  private void markov() {
    double whole = converted(-1);
    var effect = new double[other + 1];
    double sum = 0;
    for (int slot = 0; slot <= other; slot++) {
      effect[slot] = whole <= 0 ? 0 : Math.max(0, 1 - converted(slot) / whole);
      sum += effect[slot];
    }
    long left = creditable;
    int largest = 0;
    for (int slot = 0; slot <= other; slot++) {
      long part = sum > 0 ? (long) (creditable * (effect[slot] / sum)) : 0;
      byRule[MARKOV][slot] = part;
      left -= part;
      largest = effect[slot] > effect[largest] ? slot : largest;
    }
    byRule[MARKOV][largest] += left;
  }

  /// The chance to come from the start to a paid order when one channel leads nowhere.
  private double converted(int removed) {
    var chance = new double[other + 4];
    chance[paid] = 1;
    for (int round = 0; round < 500; round++) {
      double moved = 0;
      for (int from = 0; from <= start; from++) {
        double out = 0;
        double reached = 0;
        for (int to = 0; to < moves.length; to++) {
          out += moves[from][to];
          reached += to == removed ? 0 : moves[from][to] * chance[to];
        }
        double now = from == removed || out == 0 ? 0 : reached / out;
        moved = Math.max(moved, Math.abs(now - chance[from]));
        chance[from] = now;
      }
      if (moved < 1e-12) {
        break;
      }
    }
    return chance[start];
  }
}
