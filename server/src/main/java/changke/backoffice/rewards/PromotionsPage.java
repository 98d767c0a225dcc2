package changke.backoffice.rewards;

import changke.pages.Page;
import changke.rewards.Promotion;
import changke.rewards.PublishedRule;
import java.util.List;
import java.util.Map;

/// Promotions that have not ended, and a form for the next.
record PromotionsPage(List<Line> promotions, Map<String, String> fields, List<String> unfit)
    implements Page {

  /// A promotion and its plain words.
  record Line(Promotion promotion, PublishedRule plain) {}

  @Override
  public int status() {
    return unfit.isEmpty() ? 200 : 422;
  }
}
