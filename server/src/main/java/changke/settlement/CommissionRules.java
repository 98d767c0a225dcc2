package changke.settlement;

import changke.catalog.Catalog;
import changke.identity.Audit;
import changke.orders.Commissions;
import changke.rewards.Tiers;
import changke.shared.Ids;
import changke.shared.MerchantId;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// What the platform keeps of sales, by rules of which the most specific wins. A rule never counts
/// backwards: an order keeps the share that it was placed with. Other processes notice a new rule
/// within seconds, so one begins in the future when the moment matters.
@Component
public class CommissionRules implements Commissions {

  private static final int MOST = 1_000;
  private static final long KEPT_NANOS = 5_000_000_000L;

  private record Known(List<CommissionRule> rules, long readAtNanos) {}

  private final CommissionRows rows;
  private final Catalog catalog;
  private final Tiers tiers;
  private final Audit audit;
  private final Ids ids;
  private final Clock clock;
  private volatile @Nullable Known known;

  CommissionRules(
      CommissionRows rows, Catalog catalog, Tiers tiers, Audit audit, Ids ids, Clock clock) {
    this.rows = rows;
    this.catalog = catalog;
    this.tiers = tiers;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /// Why a rule cannot be made.
  public enum Problem {
    SHARE,
    TIME,
    CATEGORY,
    TOO_MANY
  }

  @Override
  public OptionalInt basisPoints(
      MerchantId merchant, String category, @Nullable PersonId person, Instant at) {
    var rules = rules();
    return rules.isEmpty()
        ? OptionalInt.empty()
        : decide(rules, merchant, categories(category), person, at);
  }

  /// The tier is looked up only where a rule asks for one that could win.
  private OptionalInt decide(
      List<CommissionRule> rules,
      MerchantId merchant,
      Set<String> categories,
      @Nullable PersonId person,
      Instant at) {
    var fitting =
        rules.stream()
            .filter(rule -> rule.inForce(at))
            .filter(rule -> rule.merchant() == null || rule.merchant().equals(merchant))
            .filter(rule -> rule.category() == null || categories.contains(rule.category()))
            .toList();
    var tier =
        person != null && fitting.stream().anyMatch(rule -> rule.tier() != null)
            ? tiers.of(person).name()
            : "";
    return fitting.stream()
        .filter(rule -> rule.tier() == null || rule.tier().equals(tier))
        .max(CommissionRule.MOST_SPECIFIC)
        .map(rule -> OptionalInt.of(rule.basisPoints()))
        .orElseGet(OptionalInt::empty);
  }

  /// Rules that are in force or will be, the latest to begin first.
  public List<CommissionRule> all() {
    return rows.notOver(clock.instant(), MOST);
  }

  /// Makes a rule from a moment on that has not passed; null says from now on.
  ///
  /// @return what is wrong, or null
  @Transactional
  public @Nullable Problem add(CommissionRule wanted, @Nullable Instant from, PersonId by) {
    var now = clock.instant();
    var begin = from == null || from.isBefore(now) ? now : from;
    if (wanted.basisPoints() < 0 || wanted.basisPoints() > 10_000) {
      return Problem.SHARE;
    }
    if (wanted.until() != null && !wanted.until().isAfter(begin)) {
      return Problem.TIME;
    }
    if (wanted.category() != null && catalog.categories().find(wanted.category()).isEmpty()) {
      return Problem.CATEGORY;
    }
    if (rows.notOver(now, MOST).size() >= MOST) {
      return Problem.TOO_MANY;
    }
    var rule =
        new CommissionRule(
            ids.next(),
            wanted.merchant(),
            wanted.category(),
            wanted.tier(),
            wanted.basisPoints(),
            begin,
            wanted.until());
    rows.insert(rule, by, now);
    audit.note(by, "commission.rule-made", "rule " + rule.id() + " " + rule.basisPoints());
    forgetAfterCommit();
    return null;
  }

  /// Ends a rule now; orders placed before keep their share.
  @Transactional
  public boolean end(UUID id, PersonId by) {
    var ended = rows.end(id, clock.instant());
    if (ended) {
      audit.note(by, "commission.rule-ended", "rule " + id);
      forgetAfterCommit();
    }
    return ended;
  }

  private Set<String> categories(String category) {
    return catalog
        .categories()
        .find(category)
        .map(found -> found.parent() == null ? Set.of(category) : Set.of(category, found.parent()))
        .orElse(Set.of(category));
  }

  private List<CommissionRule> rules() {
    var kept = known;
    var now = System.nanoTime();
    if (kept == null || now - kept.readAtNanos() > KEPT_NANOS) {
      kept = new Known(all(), now);
      known = kept;
    }
    return kept.rules();
  }

  private void forgetAfterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            known = null;
          }
        });
  }
}
