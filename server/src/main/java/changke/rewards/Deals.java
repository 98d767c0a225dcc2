package changke.rewards;

import changke.catalog.Catalog;
import changke.catalog.Offer;
import changke.shared.Money;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Promotions as pages show them. What is shown is what counts: ends, stock and terms come from the
/// same rows that prices are made of.
@Component
public class Deals {

  private final Rulesets rules;
  private final PromotionRows promotions;
  private final Wares wares;
  private final Turnovers turnovers;
  private final Members members;
  private final Catalog catalog;
  private final Zones zones;
  private final Clock clock;

  Deals(
      Rulesets rules,
      PromotionRows promotions,
      Wares wares,
      Turnovers turnovers,
      Members members,
      Catalog catalog,
      Zones zones,
      Clock clock) {
    this.rules = rules;
    this.promotions = promotions;
    this.wares = wares;
    this.turnovers = turnovers;
    this.members = members;
    this.catalog = catalog;
    this.zones = zones;
    this.clock = clock;
  }

  /// What runs now and is not sold out.
  public List<Promotion> running() {
    return unsold(one -> true);
  }

  private List<Promotion> unsold(Predicate<Promotion> wanted) {
    var now = clock.instant();
    var running =
        rules.now().running(now).stream()
            .filter(one -> one.inForce(now, zones.own()) && wanted.test(one))
            .toList();
    return promotions.counted(running).stream()
        .filter(one -> one.stock() == null || one.pieces() < one.stock())
        .filter(one -> one.budgetMinor() == null || one.takenMinor() < one.budgetMinor())
        .toList();
  }

  /// What runs now for an offer: everything that names it, and of what is for a whole class what
  /// counts for this visitor (null is a guest). The price is the one that checkout counts with.
  public OfferDeals on(Offer offer, @Nullable PersonId person) {
    var now = clock.instant();
    var line =
        new PriceLine(
            offer.id(),
            offer.merchant(),
            offer.category(),
            offer.section(),
            1,
            offer.price().minor());
    var fitting = unsold(one -> one.fits(offer.id(), offer.merchant()));
    if (fitting.isEmpty()) {
      return new OfferDeals(now, null, List.of());
    }
    var running = wares.to(person, List.of(line)).promotions();
    var yours =
        running.stream()
            .filter(one -> one.piecesLeft() > 0)
            .map(one -> one.promotion().id())
            .collect(Collectors.toSet());
    var off = PromotionRules.sum(PromotionRules.best(List.of(line), running));
    return new OfferDeals(
        now,
        off > 0 ? offer.price().minus(new Money(off, offer.price().currency())) : null,
        fitting.stream()
            .filter(one -> one.offers().contains(offer.id()) || yours.contains(one.id()))
            .map(one -> deal(one, now, yours.contains(one.id())))
            .toList());
  }

  private OfferDeals.Deal deal(Promotion promotion, Instant now, boolean yours) {
    return new OfferDeals.Deal(
        promotion, plain(promotion), promotion.endsAt(now, zones.own()), left(promotion), yours);
  }

  public Instant now() {
    return clock.instant();
  }

  public @Nullable Instant endsAt(Promotion promotion) {
    return promotion.endsAt(clock.instant(), zones.own());
  }

  /// How many pieces are left, null for no limit.
  public @Nullable Long left(Promotion promotion) {
    return promotion.stock() == null ? null : promotion.stock() - promotion.pieces();
  }

  public PublishedRule plain(Promotion promotion) {
    return Plain.beside(promotion, catalog.currency());
  }

  /// Whether somebody bought something and kept it.
  public boolean hasBought(PersonId person) {
    return turnovers
            .sums(members.current(person), Instant.EPOCH, clock.instant().plusSeconds(1))
            .orders()
        > 0;
  }
}
