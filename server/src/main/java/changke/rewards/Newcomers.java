package changke.rewards;

import changke.catalog.Catalog;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// What waits for newcomers, as the rules in force have it.
@Component
public class Newcomers {

  private static final Set<String> KINDS = Set.of(Welcome.SIGN_UP, Bought.FIRST_PURCHASE);

  private final EarnRules rules;
  private final TermsRows terms;
  private final Catalog catalog;
  private final Clock clock;

  Newcomers(EarnRules rules, TermsRows terms, Catalog catalog, Clock clock) {
    this.rules = rules;
    this.terms = terms;
    this.catalog = catalog;
    this.clock = clock;
  }

  /// The welcome pack and what the first order brings, in plain words.
  public List<PublishedRule> pack() {
    var now = clock.instant();
    var pack = new ArrayList<PublishedRule>();
    rules.inForce().stream()
        .filter(rule -> KINDS.contains(rule.kind()))
        .map(Plain::earning)
        .forEach(pack::add);
    for (var key : List.of(Welcome.COUPON, Welcome.SAMPLE)) {
      terms
          .find(key)
          .filter(one -> one.inForce(now))
          .map(one -> Plain.terms(one, catalog.currency()))
          .ifPresent(pack::add);
    }
    return pack;
  }
}
