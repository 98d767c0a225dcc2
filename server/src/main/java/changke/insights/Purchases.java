package changke.insights;

import changke.engine.days.LocalDays;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Paid orders by person and time, net of what was taken back. Immutable.
///
/// Invariant: the orders of person p are at `from(p)` until `to(p)` in rising order of time; lines
/// of an order carry its net amount, shared out as the lines were paid, so that they sum up to it.
public final class Purchases {

  private static final int WEEK_HOURS = 7 * 24;

  /// The first day of 1970 was a Thursday.
  private static final int MONDAY_HOURS = 3 * 24;

  private final int[] start;
  private final int[] second;
  private final int[] day;
  private final short[] hour;
  private final long[] net;
  private final long[] gross;
  private final int[] lineFrom;
  private final int[] lineTo;
  private final int[] offer;
  private final int[] merchant;
  private final long[] lineNet;
  private final Numbers.Ids offers;
  private final Numbers.Ids merchants;
  private final int nobodysOrders;
  private final long nobodysNet;

  Purchases(PaidOrders paid, int people, LocalDays calendar, IntUnaryOperator root) {
    start = new int[people + 1];
    int orders = 0;
    int nobodys = 0;
    long nobodysMinor = 0;
    for (int row = 0; row < paid.size; row++) {
      if (paid.second[row] == 0) {
        continue;
      }
      if (paid.person[row] == PaidOrders.NOBODY) {
        nobodys++;
        nobodysMinor += paid.total[row] - paid.refunded[row];
      } else {
        start[root.applyAsInt(paid.person[row]) + 1]++;
        orders++;
      }
    }
    nobodysOrders = nobodys;
    nobodysNet = nobodysMinor;
    Arrays.parallelPrefix(start, Integer::sum);
    var keys = sorted(paid, root, orders);
    second = new int[orders];
    day = new int[orders];
    hour = new short[orders];
    var rules = calendar.zone().getRules();
    net = new long[orders];
    gross = new long[orders];
    lineFrom = new int[orders];
    lineTo = new int[orders];
    offer = new int[paid.lines];
    merchant = new int[paid.lines];
    lineNet = new long[paid.lines];
    int lines = 0;
    for (int at = 0; at < orders; at++) {
      int row = (int) keys[at];
      second[at] = paid.second[row];
      day[at] = calendar.dayOf(Integer.toUnsignedLong(second[at]));
      long local =
          second(at) + rules.getOffset(Instant.ofEpochSecond(second(at))).getTotalSeconds();
      hour[at] = (short) Math.floorMod(Math.floorDiv(local, 3_600L) + MONDAY_HOURS, WEEK_HOURS);
      gross[at] = paid.total[row];
      net[at] = paid.total[row] - paid.refunded[row];
      lineFrom[at] = lines;
      lines = share(paid, row, net[at], lines);
      lineTo[at] = lines;
    }
    offers = paid.offers.copy();
    merchants = paid.merchants.copy();
  }

  /// The rows person by person, each person's in the order of time.
  private long[] sorted(PaidOrders paid, IntUnaryOperator root, int orders) {
    var keys = new long[orders];
    var next = Arrays.copyOf(start, start.length);
    for (int row = 0; row < paid.size; row++) {
      if (paid.second[row] != 0 && paid.person[row] != PaidOrders.NOBODY) {
        keys[next[root.applyAsInt(paid.person[row])]++] =
            Integer.toUnsignedLong(paid.second[row]) << 32 | row;
      }
    }
    for (int person = 0; person + 1 < start.length; person++) {
      if (start[person + 1] - start[person] > 1) {
        Arrays.sort(keys, start[person], start[person + 1]);
      }
    }
    return keys;
  }

  /// Shares the net amount out by what each line was paid with; the last line takes the rest.
  private int share(PaidOrders paid, int row, long net, int lines) {
    long weight = 0;
    for (int line = paid.lineFrom[row]; line < paid.lineTo[row]; line++) {
      weight += Math.max(0, paid.amount[line]);
    }
    long left = net;
    int at = lines;
    for (int line = paid.lineFrom[row]; line < paid.lineTo[row]; line++) {
      offer[at] = paid.offer[line];
      merchant[at] = paid.merchant[line];
      boolean last = line + 1 == paid.lineTo[row];
      long part =
          last || weight == 0
              ? (last ? left : 0)
              : (long) ((double) net * Math.max(0, paid.amount[line]) / weight);
      lineNet[at++] = part;
      left -= part;
    }
    return at;
  }

  public int people() {
    return start.length - 1;
  }

  public int size() {
    return second.length;
  }

  public int from(int person) {
    return start[Math.min(person, start.length - 1)];
  }

  public int to(int person) {
    return start[Math.min(person + 1, start.length - 1)];
  }

  public int count(int person) {
    return to(person) - from(person);
  }

  public long second(int order) {
    return Integer.toUnsignedLong(second[order]);
  }

  public int day(int order) {
    return day[order];
  }

  /// The local hour of the week, from Monday's first: 0 to 167.
  int hourOfWeek(int order) {
    return hour[order];
  }

  public long net(int order) {
    return net[order];
  }

  public long gross(int order) {
    return gross[order];
  }

  int lineFrom(int order) {
    return lineFrom[order];
  }

  int lineTo(int order) {
    return lineTo[order];
  }

  int offer(int line) {
    return offer[line];
  }

  int merchant(int line) {
    return merchant[line];
  }

  long lineNet(int line) {
    return lineNet[line];
  }

  Numbers.Ids offers() {
    return offers;
  }

  Numbers.Ids merchants() {
    return merchants;
  }

  /// Orders that name nobody, and what they brought.
  public int nobodysOrders() {
    return nobodysOrders;
  }

  public long nobodysNet() {
    return nobodysNet;
  }
}
