package changke.rewards;

import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/// Points for coupons and rights at published prices, and other things for points at published
/// rates.
@Component
public class Exchanges {

  private final ExchangeRows rows;
  private final Points points;
  private final Earning earning;
  private final Coupons coupons;
  private final TermsRows terms;
  private final Privileges privileges;
  private final Members members;
  private final Ids ids;
  private final Clock clock;

  Exchanges(
      ExchangeRows rows,
      Points points,
      Earning earning,
      Coupons coupons,
      TermsRows terms,
      Privileges privileges,
      Members members,
      Ids ids,
      Clock clock) {
    this.rows = rows;
    this.points = points;
    this.earning = earning;
    this.coupons = coupons;
    this.terms = terms;
    this.privileges = privileges;
    this.members = members;
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
    if (exchange.right() != null) {
      privileges.grant(request, members.current(person), exchange.right(), clock.instant());
      points.capture(request);
      return new Exchanged.Done();
    }
    var gift =
        new CouponGift(
            person,
            Objects.requireNonNull(exchange.terms()),
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
            rate.get().version(),
            key,
            Duration.ZERO,
            rate.get().lifeDays(),
            Map.of("units", String.valueOf(units))));
  }

  /// A new request, for a form.
  public UUID request() {
    return ids.next();
  }

  /// Until when points bought this benefit, if they did.
  public Optional<Instant> until(PersonId person, Benefit benefit) {
    return privileges
        .until(members.current(person), benefit)
        .filter(until -> clock.instant().isBefore(until));
  }

  /// What comes next for somebody who has so many points: the cheapest that is out of reach, or
  /// what is within it when everything is. Empty when nothing is offered.
  public Optional<InSight> inSight(long has) {
    var offered = offered();
    var next =
        offered.stream()
            .filter(one -> one.points() > has)
            .findFirst()
            .or(() -> offered.isEmpty() ? Optional.empty() : Optional.of(offered.getLast()));
    return next.map(one -> new InSight(one, Math.max(0, one.points() - has)));
  }

  /// What other modules can turn into points now.
  public List<Rate> rates() {
    return rows.rates();
  }

  /// Offers something for points from now on, or at another price; empty when it is saved, else
  /// what does not fit.
  @Transactional
  public List<String> put(Exchange exchange, String by) {
    var unfit = StudioRules.unfit(exchange);
    var key = exchange.terms();
    if (key != null && terms.find(key).filter(this::ours).isEmpty() && !unfit.contains("thing")) {
      unfit.add("thing");
    }
    if (unfit.isEmpty()) {
      rows.put(exchange, by, clock.instant());
    }
    return unfit;
  }

  /// What a merchant pays for is not the platform's to give.
  private boolean ours(Terms terms) {
    return terms.inForce(clock.instant()) && terms.funder().equals(PointBooks.PLATFORM);
  }

  /// Offers it no more; what was exchanged stays.
  public void end(String key) {
    rows.end(key, clock.instant());
  }

  /// Publishes a rate, or the next version of it; empty when it is saved, else what does not fit.
  @Transactional
  public List<String> put(Rate rate) {
    var unfit = StudioRules.unfit(rate);
    if (unfit.isEmpty()) {
      rows.put(rate, clock.instant());
    }
    return unfit;
  }

  public void endRate(String key) {
    rows.endRate(key, clock.instant());
  }
}
