package changke.rewards;

import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/// Points for coupons at published prices, and other things for points at published rates.
@Component
public class Exchanges {

  private final ExchangeRows rows;
  private final Points points;
  private final Earning earning;
  private final Coupons coupons;
  private final Ids ids;
  private final Clock clock;

  Exchanges(
      ExchangeRows rows, Points points, Earning earning, Coupons coupons, Ids ids, Clock clock) {
    this.rows = rows;
    this.points = points;
    this.earning = earning;
    this.coupons = coupons;
    this.ids = ids;
    this.clock = clock;
  }

  /// What can be had now, the cheapest first.
  public List<Exchange> offered() {
    return rows.inForce();
  }

  /// Gives the coupon and takes the points, or neither. The same request twice is one exchange.
  @Transactional
  public Exchanged exchange(PersonId person, String key, UUID request) {
    var found = rows.inForce().stream().filter(one -> one.key().equals(key)).findFirst();
    if (found.isEmpty()) {
      return new Exchanged.NotOffered();
    }
    var held = points.hold(request, person, found.get().points(), "exchange", key);
    return switch (held) {
      case Spending.TooFew few -> new Exchanged.TooFewPoints(few.missing());
      case Spending.Over over -> new Exchanged.Done();
      case Spending.Held yes -> hand(person, found.get(), request);
    };
  }

  private Exchanged hand(PersonId person, Exchange exchange, UUID request) {
    var gift =
        new CouponGift(
            person,
            exchange.terms(),
            "exchange " + request,
            CouponGift.Cause.RULE,
            Map.of("exchange", exchange.key(), "version", String.valueOf(exchange.version())));
    if (coupons.grant(gift) instanceof CouponGranted.Refused) {
      TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
      return new Exchanged.NotOffered();
    }
    points.capture(request);
    return new Exchanged.Done();
  }

  /// Other things into points: unused course hours, for instance. `units` at the published rate of
  /// `key`; the fact counts once.
  @Transactional
  public Earned convert(PersonId person, String key, int units, String fact) {
    var rate = rows.rates().stream().filter(one -> one.key().equals(key)).findFirst();
    if (rate.isEmpty() || units < 1) {
      return new Earned.Nothing(Earned.Reason.NO_RULE);
    }
    return earning.give(
        new Gift(
            person,
            fact,
            Math.multiplyExact((long) units, rate.get().pointsAUnit()),
            "exchange",
            "rate-" + key,
            1,
            key,
            Duration.ZERO,
            rate.get().lifeDays(),
            Map.of("units", String.valueOf(units))));
  }

  /// A new request, for a form.
  public UUID request() {
    return ids.next();
  }

  /// Offers something for points from now on, or at another price.
  @Transactional
  public void put(Exchange exchange, String by) {
    rows.put(exchange, by, clock.instant());
  }
}
