package changke.insights;

import changke.engine.days.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Money by month, split by who brought it; refunds are taken off the order that they belong to.
public record RevenueReport(List<Month> months) {

  /// One month.
  ///
  /// @param newMinor from people whose first order is in this month
  /// @param returningMinor from people who had ordered in an earlier month
  /// @param anonymousMinor from lines without a person
  /// @param buyers people who ordered in this month
  /// @param newBuyers those of them whose first order it was
  public record Month(
      LocalDate firstDate,
      long newMinor,
      long returningMinor,
      long anonymousMinor,
      long buyers,
      long newBuyers,
      boolean complete) {

    public long totalMinor() {
      return newMinor + returningMinor + anonymousMinor;
    }
  }

  public RevenueReport {
    months = List.copyOf(months);
  }

  static RevenueReport of(ShopHistory history) {
    int from = Period.MONTH.of(history.firstDate());
    int count = Period.MONTH.of(history.lastDate()) - from + 1;
    var fresh = new long[count];
    var returning = new long[count];
    var anonymous = new long[count];
    var buyers = new long[count];
    var newBuyers = new long[count];
    var column = history.events().kind(ShopHistory.ORDERED);
    var calendar = history.events().calendar();
    for (int p = 0; p < history.orders.length; p++) {
      if (history.orders[p] == 0) {
        continue;
      }
      int first = Period.MONTH.of(history.firstOrderDay[p]) - from;
      int seen = -1;
      for (int at = column.from(p); at < column.to(p); at++) {
        int month = Period.MONTH.of(calendar.dayOf(column.second(at))) - from;
        (month == first ? fresh : returning)[month] += column.amount(at);
        if (month != seen) {
          buyers[month]++;
          newBuyers[month] += month == first ? 1 : 0;
          seen = month;
        }
      }
    }
    history
        .anonymousMinorByDay()
        .forEach((day, minor) -> anonymous[Period.MONTH.of(day) - from] += minor);
    var months = new ArrayList<Month>();
    for (int m = 0; m < count; m++) {
      months.add(
          new Month(
              Period.MONTH.firstDate(from + m),
              fresh[m],
              returning[m],
              anonymous[m],
              buyers[m],
              newBuyers[m],
              Period.MONTH.firstDay(from + m + 1) <= history.lastDay() + 1));
    }
    return new RevenueReport(months);
  }
}
