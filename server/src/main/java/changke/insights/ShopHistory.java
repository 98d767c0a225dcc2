package changke.insights;

import changke.engine.days.History;
import changke.engine.days.LocalDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.NavigableMap;
import java.util.TreeMap;

/// One shop's orders in compact columns, ready for the engine. Immutable.
///
/// Invariant: people are numbers below the length of the columns; who has no order has 0 in
/// `orders` and is in no report. Days are local day numbers of the shop's zone. The history ends
/// with the last local day on which anything happened, and reports are as of the end of that day.
public final class ShopHistory {

  /// The only kind of activity in an imported history.
  static final int ORDERED = 0;

  private final History events;
  private final Currency currency;
  private final int lastDay;
  private final int firstDay;
  private final NavigableMap<Integer, Long> anonymousMinorByDay;
  private final long unmatchedRefundMinor;
  final int[] orders;
  final int[] firstOrderDay;
  final int[] secondOrderDay;
  final int[] lastOrderDay;
  final long[] netMinor;
  private final long refundedMinor;

  /// @param people one more than the highest person
  /// @param anonymousMinorByDay revenue of nobody by local day
  ShopHistory(
      ZoneId zone,
      Currency currency,
      int people,
      Orders source,
      NavigableMap<Integer, Long> anonymousMinorByDay) {
    this.currency = currency;
    this.anonymousMinorByDay = anonymousMinorByDay;
    var calendar = LocalDays.of(zone);
    unmatchedRefundMinor = source.unmatchedRefundMinor;
    orders = new int[people];
    firstOrderDay = new int[people];
    secondOrderDay = new int[people];
    lastOrderDay = new int[people];
    netMinor = new long[people];
    Arrays.fill(firstOrderDay, Integer.MAX_VALUE);
    Arrays.fill(secondOrderDay, Integer.MAX_VALUE);
    Arrays.fill(lastOrderDay, Integer.MIN_VALUE);
    var builder = History.in(calendar);
    long refunded = 0;
    for (int i = 0; i < source.size; i++) {
      var net = source.netMinor(i);
      refunded += source.refundedMinor[i];
      builder.add(source.person[i], ORDERED, source.second[i], net);
      count(source.person[i], calendar.dayOf(source.second[i]), net);
    }
    refundedMinor = refunded;
    events = builder.build();
    int first = anonymousMinorByDay.isEmpty() ? Integer.MAX_VALUE : anonymousMinorByDay.firstKey();
    int last = anonymousMinorByDay.isEmpty() ? Integer.MIN_VALUE : anonymousMinorByDay.lastKey();
    for (int p = 0; p < people; p++) {
      first = Math.min(first, firstOrderDay[p]);
      last = Math.max(last, lastOrderDay[p]);
    }
    if (first > last) {
      throw new IllegalArgumentException("a history without an order and without revenue");
    }
    firstDay = first;
    lastDay = last;
  }

  /// Revenue of nobody by local day.
  static NavigableMap<Integer, Long> anonymousByDay(ReadHistory read) {
    var calendar = LocalDays.of(read.format().zone());
    var anonymous = new TreeMap<Integer, Long>();
    var lines = read.lines();
    for (int i = 0; i < lines.size; i++) {
      if (lines.person[i] == Names.NONE) {
        anonymous.merge(calendar.dayOf(lines.second[i]), lines.minor[i], Long::sum);
      }
    }
    return anonymous;
  }

  static ShopHistory of(ReadHistory read) {
    return new ShopHistory(
        read.format().zone(),
        read.format().currency(),
        read.lines().people.size(),
        read.orders(),
        anonymousByDay(read));
  }

  private void count(int person, int day, long net) {
    orders[person]++;
    netMinor[person] += net;
    lastOrderDay[person] = Math.max(lastOrderDay[person], day);
    if (day < firstOrderDay[person]) {
      secondOrderDay[person] = firstOrderDay[person];
      firstOrderDay[person] = day;
    } else {
      secondOrderDay[person] = Math.min(secondOrderDay[person], day);
    }
  }

  History events() {
    return events;
  }

  public ZoneId zone() {
    return events.calendar().zone();
  }

  public Currency currency() {
    return currency;
  }

  public LocalDate firstDate() {
    return LocalDate.ofEpochDay(firstDay);
  }

  /// The last local day that is known; reports are as of its end.
  public LocalDate lastDate() {
    return LocalDate.ofEpochDay(lastDay);
  }

  int lastDay() {
    return lastDay;
  }

  Instant asOf() {
    return Instant.ofEpochSecond(events.calendar().startOf(lastDay + 1));
  }

  NavigableMap<Integer, Long> anonymousMinorByDay() {
    return anonymousMinorByDay;
  }

  public long refundedMinor() {
    return refundedMinor + unmatchedRefundMinor;
  }

  long unmatchedRefundMinor() {
    return unmatchedRefundMinor;
  }

  /// Bytes of the columns, for the bound of the cache.
  long bytes() {
    return events.kind(ORDERED).bytes() + 24L * orders.length;
  }
}
