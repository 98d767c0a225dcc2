package changke.insights;

import java.util.Arrays;
import java.util.UUID;

/// Orders that were paid, with what was taken back since, in growing columns. A refund that is told
/// before its order waits for it.
///
/// Invariant: the lines of order i are at `lineEnd[i − 1]` until `lineEnd[i]`. An order that is
/// only known by a refund has second 0 and no lines until it comes.
final class PaidOrders {

  /// The buyer of an order that names nobody.
  static final int NOBODY = -1;

  private final Numbers rows = new Numbers();
  final Numbers offers = new Numbers();
  final Numbers merchants = new Numbers();
  int size;
  int[] person = new int[16];
  int[] second = new int[16];
  long[] total = new long[16];
  long[] refunded = new long[16];
  int[] lineFrom = new int[16];
  int[] lineTo = new int[16];
  int lines;
  int[] offer = new int[16];
  int[] merchant = new int[16];
  long[] amount = new long[16];

  /// One line of an order.
  record Line(UUID offer, UUID merchant, long amountMinor) {}

  UUID id(int row) {
    return rows.id(row);
  }

  /// Whether the order is there already: a fact may be told twice.
  boolean isKnown(UUID order) {
    int row = rows.find(order);
    return row != Numbers.UNKNOWN && second[row] != 0;
  }

  void paid(UUID order, int buyer, int at, long totalMinor, Line... all) {
    int row = row(order);
    person[row] = buyer;
    second[row] = at;
    total[row] = totalMinor;
    lineFrom[row] = lines;
    for (var line : all) {
      if (lines == offer.length) {
        offer = Arrays.copyOf(offer, lines * 2);
        merchant = Arrays.copyOf(merchant, lines * 2);
        amount = Arrays.copyOf(amount, lines * 2);
      }
      offer[lines] = number(offers, line.offer());
      merchant[lines] = number(merchants, line.merchant());
      amount[lines++] = line.amountMinor();
    }
    lineTo[row] = lines;
  }

  void refunded(UUID order, long minor) {
    int row = row(order); // Before the column is looked at: a new row may move it.
    refunded[row] += minor;
  }

  private int row(UUID order) {
    int known = rows.find(order);
    if (known != Numbers.UNKNOWN) {
      return known;
    }
    if (size == person.length) {
      int wider = size * 2;
      person = Arrays.copyOf(person, wider);
      second = Arrays.copyOf(second, wider);
      total = Arrays.copyOf(total, wider);
      refunded = Arrays.copyOf(refunded, wider);
      lineFrom = Arrays.copyOf(lineFrom, wider);
      lineTo = Arrays.copyOf(lineTo, wider);
    }
    person[size] = NOBODY;
    size++;
    return rows.add(order);
  }

  private static int number(Numbers numbers, UUID id) {
    int known = numbers.find(id);
    return known == Numbers.UNKNOWN ? numbers.add(id) : known;
  }
}
