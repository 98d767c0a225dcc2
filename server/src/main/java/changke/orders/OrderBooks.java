package changke.orders;

import changke.ledger.Account;
import changke.ledger.Posting;
import changke.payments.Books;
import changke.shared.MerchantId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is posted when lines are delivered and when they are taken back. Pure.
final class OrderBooks {

  private OrderBooks() {}

  /// What the platform owes a merchant. It has no floor: a refund after a payout becomes a debt.
  static Account payable(MerchantId merchant, String currency) {
    return Account.open("payable", merchant.toString(), currency);
  }

  static Account commission(String currency) {
    return Account.open("commission", Account.PLATFORM, currency);
  }

  static Optional<Posting> delivered(Order order, List<OrderLine> lines) {
    return posting("order-delivered", order, lines, 1);
  }

  static Optional<Posting> takenBack(Order order, List<OrderLine> lines) {
    return posting("order-taken-back", order, lines, -1);
  }

  /// Names the posting after its lines: a line is delivered once and taken back once.
  static String request(String kind, Order order, List<OrderLine> lines) {
    return kind
        + " "
        + order.id()
        + " "
        + lines.stream().map(l -> String.valueOf(l.position())).collect(Collectors.joining(","));
  }

  private static Optional<Posting> posting(
      String kind, Order order, List<OrderLine> lines, long sign) {
    var currency = order.total().currency().getCurrencyCode();
    var shares = new LinkedHashMap<MerchantId, Long>();
    var kept = 0L;
    var all = 0L;
    for (var line : lines) {
      var fee = line.commissionMinor();
      shares.merge(line.merchant(), line.amount().minor() - fee, Math::addExact);
      kept += fee;
      all += line.amount().minor();
    }
    if (all == 0) {
      return Optional.empty();
    }
    var entries = new ArrayList<Posting.Line>();
    entries.add(new Posting.Line(Books.deposit(currency), -sign * all));
    shares.forEach((merchant, share) -> {
      if (share != 0) {
        entries.add(new Posting.Line(payable(merchant, currency), sign * share));
      }
    });
    if (kept != 0) {
      entries.add(new Posting.Line(commission(currency), sign * kept));
    }
    return Optional.of(
        new Posting(request(kind, order, lines), kind, order.id().toString(), entries));
  }
}
