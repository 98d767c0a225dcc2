package changke.rewards;

import changke.ledger.Account;
import changke.ledger.Ledger;
import changke.ledger.Posting;
import changke.orders.PriceMovedException;
import changke.orders.Tender;
import changke.payments.Books;
import changke.shared.Ids;
import changke.shared.Money;
import changke.shared.OrderId;
import changke.shared.PersonId;
import java.math.BigInteger;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Points that pay part of an order. The platform pays in money what they are worth, so that
/// whoever sold the goods gets all of it.
@Component
public class PointTender implements Tender {

  private final TenderRows tenders;
  private final RewardTraces traces;
  private final Points points;
  private final Rewards rewards;
  private final Worths worths;
  private final Ledger ledger;
  private final Ids ids;
  private final Clock clock;

  PointTender(
      TenderRows tenders,
      RewardTraces traces,
      Points points,
      Rewards rewards,
      Worths worths,
      Ledger ledger,
      Ids ids,
      Clock clock) {
    this.tenders = tenders;
    this.traces = traces;
    this.points = points;
    this.rewards = rewards;
    this.worths = worths;
    this.ledger = ledger;
    this.ids = ids;
    this.clock = clock;
  }

  /// What the platform has paid for points that were used as money, as a debit.
  static Account paidFor(String currency) {
    return Account.open("points-tender", Account.PLATFORM, currency);
  }

  /// What this person's points could pay of an amount now.
  public PointsPay offer(PersonId person, Money total) {
    var available = rewards.balance(person).available();
    if (available <= 0) {
      return new PointsPay(0, Money.zero(total.currency()));
    }
    var worth = worth();
    var usable = worth.useful(available, total.minor());
    var pays = Math.min(total.minor(), worth.pays(usable));
    return new PointsPay(pays == 0 ? 0 : usable, new Money(pays, total.currency()));
  }

  /// What so many points pay now, in minor units.
  public long worthOf(long points) {
    return worth().pays(points);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public Money hold(OrderId order, PersonId person, long units, Money total) {
    var before = tenders.lock(order);
    if (before.isPresent()) {
      return new Money(before.get().minor(), total.currency());
    }
    var worth = worth();
    var used = worth.useful(units, total.minor());
    var pays = Math.min(total.minor(), worth.pays(used));
    if (pays == 0) {
      return Money.zero(total.currency());
    }
    var spend = ids.next();
    if (!(points.hold(spend, person, used, "order", order.toString()) instanceof Spending.Held)) {
      throw new PriceMovedException();
    }
    var currency = total.currency().getCurrencyCode();
    tenders.insert(order, spend, person, used, pays, total.minor(), currency);
    return new Money(pays, total.currency());
  }

  /// An order that was paid after its points had been set free takes them again; when they are
  /// gone, the platform bears it.
  @Override
  @Transactional
  public void capture(OrderId order) {
    if (!traces.wasTendered(order)) {
      return;
    }
    var tender = tenders.lock(order).filter(row -> !row.state().equals("captured"));
    if (tender.isEmpty()) {
      return;
    }
    var row = tender.get();
    var spend = row.spend();
    if (row.state().equals("released")) {
      spend = ids.next();
      points.hold(spend, row.person(), row.points(), "order", order.toString());
    }
    var redeemed = points.captureIfHeld(spend);
    ledger.post(
        Posting.move(
            "points-tender " + order,
            "points-tender",
            order.toString(),
            paidFor(row.currency()),
            Books.deposit(row.currency()),
            row.minor()));
    tenders.move(order, "captured", spend, redeemed);
  }

  @Override
  @Transactional
  public void release(OrderId order) {
    if (!traces.wasTendered(order)) {
      return;
    }
    tenders
        .lock(order)
        .filter(row -> row.state().equals("held"))
        .ifPresent(row -> {
          points.release(row.spend());
          tenders.move(order, "released", row.spend(), false);
        });
  }

  /// Money and points go back in the proportion in which they came; over all refunds of an order
  /// the parts add up exactly.
  @Override
  @Transactional
  public Money refund(OrderId order, String request, Money amount) {
    var tender = tenders.lock(order).filter(row -> row.state().equals("captured"));
    if (tender.isEmpty()) {
      return Money.zero(amount.currency());
    }
    var answered = tenders.answered(request);
    if (answered.isPresent()) {
      return new Money(answered.get(), amount.currency());
    }
    var row = tender.get();
    var back = row.backTotalMinor() + amount.minor();
    var minor = share(row.minor(), back, row.totalMinor()) - row.backMinor();
    var inPoints = share(row.points(), back, row.totalMinor()) - row.backPoints();
    tenders.back(order, request, amount.minor(), minor, inPoints);
    if (row.redeemed() && inPoints > 0) {
      points.refund(row.spend(), inPoints, request);
    }
    if (minor > 0) {
      ledger.post(
          Posting.move(
              "points-tender-back " + request,
              "points-tender-back",
              order.toString(),
              Books.deposit(row.currency()),
              paidFor(row.currency()),
              minor));
    }
    return new Money(minor, amount.currency());
  }

  private static long share(long whole, long part, long of) {
    return BigInteger.valueOf(whole)
        .multiply(BigInteger.valueOf(part))
        .divide(BigInteger.valueOf(of))
        .longValueExact();
  }

  private Worth worth() {
    var now = clock.instant();
    return new Worth(now, worths.now(now));
  }
}
