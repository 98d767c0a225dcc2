package changke.backoffice.rewards;

import changke.pages.Page;
import changke.rewards.PublishedRule;
import changke.rewards.Terms;
import changke.rewards.TermsUse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Terms of coupons in force, what was issued and used, and a form for the next.
record CouponsPage(
    List<Line> terms, Map<String, String> fields, List<String> unfit, @Nullable Long reach)
    implements Page {

  /// Terms, their plain words, and how much of them is used.
  record Line(Terms terms, PublishedRule plain, TermsUse use) {}

  @Override
  public int status() {
    return unfit.isEmpty() ? 200 : 422;
  }
}
