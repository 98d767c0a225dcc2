package changke.engine.churn;

import java.util.Arrays;

/// What people bought and gave back, as columns, ordered by person and time.
///
/// People are numbered from 0. Purchases of one day count as one order wherever orders are counted;
/// refunds change money and the share of refunds, and are not activity.
public final class Acts {

  private static final byte REFUND = 1;
  private static final byte COUPON = 2;

  private final int[] start;
  private final int[] day;
  private final byte[] hour;
  private final long[] money;
  private final int[] category;
  private final byte[] kind;

  private Acts(Builder from) {
    var n = from.size;
    start = Arrays.copyOf(from.start, from.people + 1);
    start[from.people] = n;
    day = Arrays.copyOf(from.day, n);
    hour = Arrays.copyOf(from.hour, n);
    money = Arrays.copyOf(from.money, n);
    category = Arrays.copyOf(from.category, n);
    kind = Arrays.copyOf(from.kind, n);
  }

  public int people() {
    return start.length - 1;
  }

  public int size() {
    return day.length;
  }

  int first(int person) {
    return start[person];
  }

  int end(int person) {
    return start[person + 1];
  }

  /// Position after the person's last act that happened before `cut`.
  int before(int person, int cut) {
    var low = first(person);
    var high = end(person);
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (day[middle] < cut) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// Whether the person bought on one of the days, both ends included.
  boolean bought(int person, int fromDay, int untilDay) {
    for (int i = before(person, fromDay); i < end(person) && day[i] <= untilDay; i++) {
      if (!refund(i)) {
        return true;
      }
    }
    return false;
  }

  int day(int i) {
    return day[i];
  }

  int hour(int i) {
    return hour[i];
  }

  long money(int i) {
    return money[i];
  }

  int category(int i) {
    return category[i];
  }

  boolean refund(int i) {
    return (kind[i] & REFUND) != 0;
  }

  boolean coupon(int i) {
    return (kind[i] & COUPON) != 0;
  }

  /// Takes the acts one by one, person after person, each person's in the order of days.
  public static final class Builder {
    private int[] start = new int[16];
    private int[] day = new int[64];
    private byte[] hour = new byte[64];
    private long[] money = new long[64];
    private int[] category = new int[64];
    private byte[] kind = new byte[64];
    private int people;
    private int size;

    /// The acts that follow belong to the next person.
    ///
    /// @return the person's number
    public int person() {
      if (people + 1 >= start.length) {
        start = Arrays.copyOf(start, start.length * 2);
      }
      start[people] = size;
      return people++;
    }

    /// Adds a purchase of the present person.
    ///
    /// @param day local day number in the shop's zone
    /// @param hour local hour, 0 to 23
    public Builder purchase(int day, int hour, long moneyMinor, int category, boolean coupon) {
      return add(day, hour, moneyMinor, category, coupon ? COUPON : 0);
    }

    /// Adds money given back.
    ///
    /// @param moneyMinor the amount, positive
    public Builder refund(int day, int hour, long moneyMinor, int category) {
      return add(day, hour, moneyMinor, category, REFUND);
    }

    private Builder add(int theDay, int theHour, long moneyMinor, int theCategory, byte theKind) {
      if (people == 0 || (size > start[people - 1] && theDay < day[size - 1])) {
        throw new IllegalArgumentException("not in the order of people and days: " + theDay);
      }
      if (theHour < 0 || theHour > 23) {
        throw new IllegalArgumentException("hour: " + theHour);
      }
      grow();
      day[size] = theDay;
      hour[size] = (byte) theHour;
      money[size] = moneyMinor;
      category[size] = theCategory;
      kind[size++] = theKind;
      return this;
    }

    private void grow() {
      if (size == day.length) {
        var length = size * 2;
        day = Arrays.copyOf(day, length);
        hour = Arrays.copyOf(hour, length);
        money = Arrays.copyOf(money, length);
        category = Arrays.copyOf(category, length);
        kind = Arrays.copyOf(kind, length);
      }
    }

    public Acts build() {
      return new Acts(this);
    }
  }
}
