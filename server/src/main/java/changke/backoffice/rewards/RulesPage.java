package changke.backoffice.rewards;

import changke.pages.Page;
import changke.rewards.EarnRule;
import changke.rewards.Liability;
import changke.rewards.PointProof;
import changke.rewards.Preview;
import changke.rewards.PublishedRule;
import changke.shared.Money;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Points: what they stand for, the rules in force, and a form with what it would cost. `fields`
/// are what was typed, `unfit` the names of those that do not fit.
record RulesPage(
    Liability liability,
    Money worth,
    @Nullable PointProof proof,
    List<Line> rules,
    Map<String, String> fields,
    List<String> unfit,
    @Nullable Preview preview,
    @Nullable Money cost)
    implements Page {

  /// A rule and its plain words.
  record Line(EarnRule rule, PublishedRule plain) {}

  @Override
  public int status() {
    return unfit.isEmpty() ? 200 : 422;
  }
}
