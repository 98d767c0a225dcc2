package changke.rewards;

import changke.ledger.Account;
import changke.ledger.Ledger;
import changke.ledger.Posting;
import changke.orders.LineState;
import changke.orders.Order;
import changke.orders.OrderLine;
import org.springframework.stereotype.Component;

/// What the platform takes off a merchant's price, the merchant gets from the platform: booked when
/// the line is delivered, taken back when the line is.
@Component
class Subsidies {

  private final PriceCuts cuts;
  private final Ledger ledger;

  Subsidies(PriceCuts cuts, Ledger ledger) {
    this.cuts = cuts;
    this.ledger = ledger;
  }

  /// What the platform has paid for promotions and coupons, as a debit.
  static Account paidFor(String currency) {
    return Account.open("promotion-budget", Account.PLATFORM, currency);
  }

  void settle(Order order) {
    var rows = cuts.of(order.id());
    for (var line : order.lines()) {
      var off =
          rows.stream()
              .filter(row -> row.offer().equals(line.offer()))
              .filter(row -> row.funder().equals(PointBooks.PLATFORM))
              .mapToLong(PriceCuts.Row::offMinor)
              .sum();
      if (off > 0 && line.state() == LineState.DELIVERED) {
        ledger.post(posting("subsidy", order, line, off));
      } else if (off > 0 && line.state() == LineState.RETURNED && wasPaid(order, line)) {
        ledger.post(posting("subsidy-back", order, line, -off));
      }
    }
  }

  private boolean wasPaid(Order order, OrderLine line) {
    return ledger.has(request("subsidy", order, line));
  }

  private static Posting posting(String kind, Order order, OrderLine line, long off) {
    var currency = line.amount().currency().getCurrencyCode();
    var fee = Shares.of(Math.abs(off), line.commissionBasisPoints()) * Long.signum(off);
    return PointBooks.posting(
        request(kind, order, line),
        kind,
        order.id().toString(),
        PointBooks.line(paidFor(currency), -off),
        PointBooks.line(Account.open("payable", line.merchant().toString(), currency), off - fee),
        PointBooks.line(Account.open("commission", Account.PLATFORM, currency), fee));
  }

  private static String request(String kind, Order order, OrderLine line) {
    return kind + " " + order.id() + " " + line.position();
  }
}
