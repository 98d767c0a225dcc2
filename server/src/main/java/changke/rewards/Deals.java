package changke.rewards;

import changke.catalog.Catalog;
import changke.shared.OfferId;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Promotions as pages show them. What is shown is what counts: ends, stock and terms come from the
/// same rows that prices are made of.
@Component
public class Deals {

  private final PromotionRows promotions;
  private final Turnovers turnovers;
  private final Members members;
  private final Catalog catalog;
  private final Zones zones;
  private final Clock clock;

  Deals(
      PromotionRows promotions,
      Turnovers turnovers,
      Members members,
      Catalog catalog,
      Zones zones,
      Clock clock) {
    this.promotions = promotions;
    this.turnovers = turnovers;
    this.members = members;
    this.catalog = catalog;
    this.zones = zones;
    this.clock = clock;
  }

  /// What runs now and is not sold out.
  public List<Promotion> running() {
    var now = clock.instant();
    return promotions.running(now).stream()
        .filter(one -> one.inForce(now, zones.own()))
        .filter(one -> one.stock() == null || one.pieces() < one.stock())
        .filter(one -> one.budgetMinor() == null || one.takenMinor() < one.budgetMinor())
        .toList();
  }

  /// What runs now for an offer by name.
  public List<Promotion> of(OfferId offer) {
    return running().stream().filter(one -> one.offers().contains(offer)).toList();
  }

  public @Nullable Instant endsAt(Promotion promotion) {
    return promotion.endsAt(clock.instant(), zones.own());
  }

  /// How many pieces are left, null for no limit.
  public @Nullable Long left(Promotion promotion) {
    return promotion.stock() == null ? null : promotion.stock() - promotion.pieces();
  }

  public PublishedRule plain(Promotion promotion) {
    return Plain.promotion(promotion, catalog.currency());
  }

  /// Whether somebody bought something and kept it.
  public boolean hasBought(PersonId person) {
    return turnovers
            .sums(members.current(person), Instant.EPOCH, clock.instant().plusSeconds(1))
            .orders()
        > 0;
  }
}
