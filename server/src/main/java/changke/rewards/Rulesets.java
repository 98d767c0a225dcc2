package changke.rewards;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The rules from memory, as they stand: their number is read once in every transaction, and under
/// another number they are read anew. So a rule that another process changed a moment ago counts at
/// once, and one that was rolled back never does.
@Component
class Rulesets {

  private static final int MOST_TERMS = 5_000;

  /// The question that a transaction asks once.
  private record CurrentNumber() {}

  private final RulesetRows numbers;
  private final PromotionRows promotions;
  private final TermsRows terms;
  private final EarnRules earning;
  private volatile Ruleset kept = new Ruleset(-1, List.of(), List.of());

  Rulesets(RulesetRows numbers, PromotionRows promotions, TermsRows terms, EarnRules earning) {
    this.numbers = numbers;
    this.promotions = promotions;
    this.terms = terms;
    this.earning = earning;
  }

  Ruleset now() {
    long number = ThisTransaction.once(new CurrentNumber(), numbers::number);
    var before = kept;
    if (before.number() == number) {
      return before;
    }
    var read = new Ruleset(number, promotions.toKeep(), earning.inForce());
    kept = read;
    return read;
  }

  /// Terms by id; what no terms have is missing.
  Map<UUID, Terms> terms(Collection<UUID> ids) {
    var known = now().terms();
    var found = new HashMap<UUID, Terms>();
    var missing = new ArrayList<UUID>();
    for (var id : ids) {
      var one = known.get(id);
      if (one == null) {
        missing.add(id);
      } else {
        found.put(id, one);
      }
    }
    if (!missing.isEmpty()) {
      var read =
          terms.find(missing).stream().collect(Collectors.toMap(Terms::id, Function.identity()));
      if (known.size() + read.size() <= MOST_TERMS) {
        known.putAll(read);
      }
      found.putAll(read);
    }
    return found;
  }
}
