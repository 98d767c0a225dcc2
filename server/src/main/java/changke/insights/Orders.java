package changke.insights;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The orders of known people, net of refunds, and what belongs to nobody.
///
/// An order is what one person bought under one order number; without order numbers, each line is
/// one. A free one counts. A cancellation is no order: its money goes back to the same person's
/// latest earlier order with the same item, else to the latest earlier order, else (something
/// bought before the file begins) to the first one. So the net amounts of a person's orders add up
/// to all of the person's lines.
final class Orders {

  int[] person = new int[256];
  long[] second = new long[256];
  long[] grossMinor = new long[256];
  long[] refundedMinor = new long[256];
  int size;

  /// The order of each line: of a cancellation the one that it goes back to; -1 for lines of nobody
  /// and of people without any order.
  final int[] orderOfLine;

  /// Lines without a person, and lines of people who only ever cancelled.
  long anonymousMinor;

  long unmatchedRefundMinor;

  private Orders(int lines) {
    orderOfLine = new int[lines];
    Arrays.fill(orderOfLine, -1);
  }

  static Orders of(Lines lines) {
    var orders = new Orders(lines.size);
    orders.group(lines);
    orders.net(lines);
    return orders;
  }

  long netMinor(int order) {
    return grossMinor[order] - refundedMinor[order];
  }

  private void group(Lines lines) {
    var known = new HashMap<Long, Integer>();
    for (int i = 0; i < lines.size; i++) {
      if (lines.person[i] == Names.NONE) {
        anonymousMinor += lines.minor[i];
      } else if (!lines.cancelled[i]) {
        int order =
            lines.order[i] == Names.NONE
                ? add(lines.person[i], lines.second[i])
                : known(known, lines, i);
        second[order] = Math.min(second[order], lines.second[i]);
        grossMinor[order] += lines.minor[i];
        orderOfLine[i] = order;
      }
    }
  }

  private int known(Map<Long, Integer> known, Lines lines, int line) {
    var key = (long) lines.person[line] << 32 | lines.order[line];
    var order = known.get(key);
    if (order == null) {
      order = add(lines.person[line], lines.second[line]);
      known.put(key, order);
    }
    return order;
  }

  /// For orders that come from elsewhere than a file.
  static Orders none() {
    return new Orders(0);
  }

  void add(int person, long second, long grossMinor, long refundedMinor) {
    int order = add(person, second);
    this.grossMinor[order] = grossMinor;
    this.refundedMinor[order] = refundedMinor;
  }

  private int add(int person, long second) {
    if (size == this.person.length) {
      int wider = size + (size >> 1);
      this.person = Arrays.copyOf(this.person, wider);
      this.second = Arrays.copyOf(this.second, wider);
      grossMinor = Arrays.copyOf(grossMinor, wider);
      refundedMinor = Arrays.copyOf(refundedMinor, wider);
    }
    this.person[size] = person;
    this.second[size] = second;
    return size++;
  }

  private void net(Lines lines) {
    var byPerson = byPerson(lines);
    for (int from = 0; from < byPerson.length; ) {
      int to = from + 1;
      while (to < byPerson.length && lines.person[byPerson[to]] == lines.person[byPerson[from]]) {
        to++;
      }
      netPerson(lines, byPerson, from, to);
      from = to;
    }
  }

  private void netPerson(Lines lines, int[] byPerson, int from, int to) {
    boolean cancels = false;
    int first = -1;
    for (int at = from; at < to; at++) {
      int line = byPerson[at];
      cancels |= lines.cancelled[line];
      first = first < 0 ? orderOfLine[line] : first;
    }
    if (!cancels) {
      return;
    }
    var latestWithItem = new HashMap<Integer, Integer>();
    int latest = first;
    for (int at = from; at < to; at++) {
      int line = byPerson[at];
      if (!lines.cancelled[line]) {
        latest = orderOfLine[line];
        latestWithItem.put(lines.item[line], latest);
      } else if (first < 0) {
        unmatchedRefundMinor -= lines.minor[line];
      } else {
        int order = latestWithItem.getOrDefault(lines.item[line], latest);
        refundedMinor[order] -= lines.minor[line];
        orderOfLine[line] = order;
      }
    }
  }

  /// Lines of known people by person and time; at the same time a sale comes before a cancellation.
  private static int[] byPerson(Lines lines) {
    var start = new int[lines.people.size() + 1];
    for (int i = 0; i < lines.size; i++) {
      if (lines.person[i] != Names.NONE) {
        start[lines.person[i] + 1]++;
      }
    }
    Arrays.parallelPrefix(start, Integer::sum);
    var sorted = new Integer[start[lines.people.size()]];
    var next = start.clone();
    for (int i = 0; i < lines.size; i++) {
      if (lines.person[i] != Names.NONE) {
        sorted[next[lines.person[i]]++] = i;
      }
    }
    for (int p = 0; p < lines.people.size(); p++) {
      Arrays.sort(
          sorted,
          start[p],
          start[p + 1],
          (a, b) ->
              lines.second[a] != lines.second[b]
                  ? Long.compare(lines.second[a], lines.second[b])
                  : Boolean.compare(lines.cancelled[a], lines.cancelled[b]));
    }
    return Arrays.stream(sorted).mapToInt(Integer::intValue).toArray();
  }
}
