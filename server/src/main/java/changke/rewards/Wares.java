package changke.rewards;

import changke.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Gathers what could be taken off for one buyer now.
@Component
class Wares {

  private final Rulesets rules;
  private final PromotionRows promotions;
  private final TermsRows terms;
  private final Coupons coupons;
  private final Classes classes;
  private final Members members;
  private final Zones zones;
  private final Clock clock;

  Wares(
      Rulesets rules,
      PromotionRows promotions,
      TermsRows terms,
      Coupons coupons,
      Classes classes,
      Members members,
      Zones zones,
      Clock clock) {
    this.rules = rules;
    this.promotions = promotions;
    this.terms = terms;
    this.coupons = coupons;
    this.classes = classes;
    this.members = members;
    this.zones = zones;
    this.clock = clock;
  }

  Offered to(@Nullable PersonId whose, List<PriceLine> lines) {
    var now = clock.instant();
    var person = whose == null ? null : members.current(whose);
    var running = fitting(lines, now);
    var coupons = person == null ? List.<Coupon>of() : usable(person, lines);
    if (running.isEmpty() && coupons.isEmpty()) {
      return new Offered(List.of(), List.of());
    }
    var named = running.stream().filter(p -> person != null || p.perPerson() == null).toList();
    return new Offered(
        left(promotions.counted(ofClass(named, person, now)), person), budgeted(coupons));
  }

  /// False when nothing can be taken off for anybody without a name, whatever the lines are.
  boolean anyFor(@Nullable PersonId person) {
    return person != null || !rules.now().running(clock.instant()).isEmpty();
  }

  /// Those for the person's classes. Being a member or not is known without asking for more.
  private List<Promotion> ofClass(List<Promotion> named, @Nullable PersonId person, Instant now) {
    var traits =
        person == null
                || named.stream()
                    .allMatch(
                        p -> p.audience() == Audience.EVERYONE || p.audience() == Audience.MEMBERS)
            ? null
            : classes.traits(person);
    return named.stream()
        .filter(p ->
            (person != null && p.audience() == Audience.MEMBERS)
                || ClassRules.belongs(p.audience(), traits, now))
        .toList();
  }

  private List<Promotion> fitting(List<PriceLine> lines, Instant now) {
    return rules.now().running(now).stream()
        .filter(p -> p.inForce(now, zones.own()))
        .filter(p -> lines.stream().anyMatch(line -> p.fits(line.offer(), line.merchant())))
        .toList();
  }

  private List<Coupon> usable(PersonId person, List<PriceLine> lines) {
    return coupons.open(person).stream()
        .filter(coupon -> !coupon.kept())
        .filter(coupon -> lines.stream().anyMatch(line -> PricingRules.fits(coupon.terms(), line)))
        .toList();
  }

  private List<Offered.Running> left(List<Promotion> open, @Nullable PersonId person) {
    var limited = open.stream().filter(p -> p.perPerson() != null).map(Promotion::key).toList();
    var had =
        person == null || limited.isEmpty()
            ? Map.<String, Long>of()
            : promotions.had(person, limited);
    return open.stream()
        .map(p -> {
          var stock = p.stock() == null ? Long.MAX_VALUE : p.stock() - p.pieces();
          var own =
              p.perPerson() == null
                  ? Long.MAX_VALUE
                  : p.perPerson() - had.getOrDefault(p.key(), 0L);
          var budget = p.budgetMinor() == null ? Long.MAX_VALUE : p.budgetMinor() - p.takenMinor();
          return new Offered.Running(p, Math.max(0, Math.min(stock, own)), budget);
        })
        .toList();
  }

  private List<Offered.Usable> budgeted(List<Coupon> coupons) {
    var limited =
        coupons.stream()
            .filter(coupon -> coupon.terms().budgetMinor() != null)
            .map(coupon -> coupon.terms().id())
            .distinct()
            .toList();
    var left = limited.isEmpty() ? Map.<java.util.UUID, Long>of() : terms.budgetLeft(limited);
    return coupons.stream()
        .map(coupon ->
            new Offered.Usable(coupon, left.getOrDefault(coupon.terms().id(), Long.MAX_VALUE)))
        .toList();
  }
}
