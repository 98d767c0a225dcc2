package changke.rewards;

import changke.catalog.Catalog;
import changke.ledger.Account;
import changke.ledger.Ledger;
import changke.ledger.PostingResult;
import changke.shared.Ids;
import changke.shared.MerchantId;
import changke.shared.OfferId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where operators and merchants write rules, coupons and promotions. Nothing that does not fit is
/// saved; a change is a new version, and what was promised under the old one stands.
@Component
public class Studio {

  private final EarnRules rules;
  private final TermsRows terms;
  private final PromotionRows promotions;
  private final Worths worths;
  private final RewardSettings settings;
  private final Catalog catalog;
  private final Ledger ledger;
  private final Ids ids;
  private final Clock clock;

  Studio(
      EarnRules rules,
      TermsRows terms,
      PromotionRows promotions,
      Worths worths,
      RewardSettings settings,
      Catalog catalog,
      Ledger ledger,
      Ids ids,
      Clock clock) {
    this.rules = rules;
    this.terms = terms;
    this.promotions = promotions;
    this.worths = worths;
    this.settings = settings;
    this.catalog = catalog;
    this.ledger = ledger;
    this.ids = ids;
    this.clock = clock;
  }

  public List<EarnRule> rules() {
    return rules.inForce();
  }

  public List<Terms> terms() {
    return terms.inForce();
  }

  public List<Terms> termsOf(MerchantId merchant) {
    return terms.of(merchant);
  }

  public List<Promotion> promotions() {
    return promotions.all();
  }

  public List<Promotion> promotionsOf(MerchantId merchant) {
    return promotions.all().stream().filter(one -> merchant.equals(one.merchant())).toList();
  }

  /// How much of terms is issued, held and used.
  public TermsUse use(Terms of) {
    var counts = terms.counts(of.id());
    return new TermsUse(counts.issued(), counts.used(), counts.heldMinor(), counts.usedMinor());
  }

  /// Saves a rule as the next version of its key; empty when it is saved, else what does not fit.
  @Transactional
  public List<String> save(EarnRule rule, String by) {
    var unfit = new ArrayList<>(StudioRules.unfit(rule));
    unfit.addAll(taken(rules.find(rule.key()).map(Studio::funder), funder(rule)));
    if (unfit.isEmpty()) {
      var now = clock.instant();
      rules.end(rule.key(), now);
      rules.insert(rule, by, now);
    }
    return unfit;
  }

  /// Takes a rule out of force, a merchant's only where `of` names the merchant; what it earned
  /// stays.
  @Transactional
  public void endRule(String key, Optional<MerchantId> of) {
    rules
        .find(key)
        .filter(one -> of.isEmpty() || of.get().equals(one.merchant()))
        .ifPresent(one -> rules.end(key, clock.instant()));
  }

  /// The rules by which a merchant gives points to its own buyers.
  public List<EarnRule> rulesOf(MerchantId merchant) {
    return rules.inForce().stream().filter(one -> merchant.equals(one.merchant())).toList();
  }

  private static String funder(EarnRule rule) {
    return PointBooks.funder(rule.merchant());
  }

  @Transactional
  public List<String> save(Terms draft, String by) {
    var unfit = new ArrayList<>(StudioRules.unfit(draft));
    unfit.addAll(foreign(draft.offers(), draft.merchant()));
    unfit.addAll(taken(terms.find(draft.key()).map(Terms::funder), draft.funder()));
    if (unfit.isEmpty()) {
      var now = clock.instant();
      terms.end(draft.key(), now);
      terms.insert(draft, by, now);
    }
    return unfit;
  }

  @Transactional
  public void endTerms(String key, Optional<MerchantId> of) {
    terms
        .find(key)
        .filter(one -> of.isEmpty() || of.get().equals(one.merchant()))
        .ifPresent(one -> terms.end(key, clock.instant()));
  }

  @Transactional
  public List<String> save(Promotion draft, String by) {
    var unfit = new ArrayList<>(StudioRules.unfit(draft));
    unfit.addAll(foreign(draft.offers(), draft.merchant()));
    unfit.addAll(taken(promotions.find(draft.key()).map(Promotion::funder), draft.funder()));
    if (unfit.isEmpty()) {
      var now = clock.instant();
      promotions.end(draft.key(), now);
      promotions.insert(draft, by, now);
    }
    return unfit;
  }

  @Transactional
  public void endPromotion(String key, Optional<MerchantId> of) {
    promotions
        .find(key)
        .filter(one -> of.isEmpty() || of.get().equals(one.merchant()))
        .ifPresent(one -> promotions.end(key, clock.instant()));
  }

  /// Announces what a hundred points pay from a time on; false when it falls without notice.
  @Transactional
  public boolean announce(Worth worth) {
    var now = clock.instant();
    var lowest = worths.fromNow(now).stream().mapToInt(Worth::minorPerHundred).max().orElse(0);
    var notice = Duration.ofDays(settings.noticeDays());
    if (worth.minorPerHundred() < 1
        || worth.from().isBefore(now)
        || (worth.minorPerHundred() < lowest && worth.from().isBefore(now.plus(notice)))) {
      return false;
    }
    return worths.announce(worth, now);
  }

  /// What a merchant may give away in points.
  public long budget(MerchantId merchant) {
    return ledger.balanceOf(PointBooks.budget(merchant)).available();
  }

  /// A merchant buys points to give away, paid from what the platform owes it; false when that is
  /// too little.
  @Transactional
  public boolean fund(MerchantId merchant, long points, UUID request) {
    var now = clock.instant();
    var cost = new Worth(now, worths.now(now)).pays(points);
    var currency = catalog.currency().getCurrencyCode();
    var payable = Account.open("payable", merchant.toString(), currency);
    if (points < 1 || cost < 1 || ledger.balanceOf(payable).available() < cost) {
      return false;
    }
    var posted =
        ledger.post(
            PointBooks.posting(
                "points-bought " + request,
                "points-bought",
                merchant.toString(),
                PointBooks.line(payable, -cost),
                PointBooks.line(PointTender.paidFor(currency), cost),
                PointBooks.line(PointBooks.ISSUED, -points),
                PointBooks.line(PointBooks.budget(merchant), points)));
    return !(posted instanceof PostingResult.TooLittle);
  }

  /// A rule in plain words.
  public PublishedRule plain(EarnRule rule) {
    return Plain.earning(rule);
  }

  public PublishedRule plain(Exchange exchange) {
    return Plain.exchange(exchange);
  }

  public PublishedRule plain(Rate rate) {
    return Plain.rate(rate);
  }

  public PublishedRule plain(Promotion promotion) {
    return Plain.promotion(promotion, catalog.currency());
  }

  /// What so many points pay now, in minor units.
  public long worthOf(long points) {
    var now = clock.instant();
    return new Worth(now, worths.now(now)).pays(points);
  }

  /// An id for a draft.
  public UUID id() {
    return ids.next();
  }

  public Instant now() {
    return clock.instant();
  }

  /// A key belongs to whoever used it first.
  private static List<String> taken(Optional<String> owner, String funder) {
    return owner.isPresent() && !owner.get().equals(funder) ? List.of("key") : List.of();
  }

  private List<String> foreign(Set<OfferId> offers, @Nullable MerchantId merchant) {
    var known = catalog.offers(offers);
    var fits =
        offers.stream()
            .allMatch(id -> {
              var offer = known.get(id);
              return offer != null && (merchant == null || merchant.equals(offer.merchant()));
            });
    return fits ? List.of() : List.of("offers");
  }
}
