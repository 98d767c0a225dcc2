package changke.engine.genuine;

import changke.engine.likeness.Background;
import changke.engine.likeness.Candidates;
import changke.engine.likeness.Likeness;
import changke.engine.likeness.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reviews whose words are another account's. Short praise is everybody's and proves nothing: only
/// texts with at least eight tokens of their own are compared.
final class Copies {

  private static final int LEAST_TOKENS = 8;
  private static final double LEAST_SHARE = .7;

  private Copies() {}

  /// For each review the most similar one by somebody else.
  static Map<Long, Evidence> byReview(List<Review> reviews, @Nullable Background background) {
    var texts = new ArrayList<Text>();
    var candidates = new Candidates();
    Map<Long, Evidence> found = new HashMap<>();
    for (int i = 0; i < reviews.size(); i++) {
      var text = Text.of(reviews.get(i).text());
      texts.add(text);
      if (text.size() < LEAST_TOKENS) continue;
      for (int other : candidates.find(text)) {
        if (reviews.get(other).buyer() == reviews.get(i).buyer()) continue;
        compare(reviews.get(i), text, reviews.get(other), texts.get(other), background, found);
      }
      candidates.add(i, text);
    }
    return found;
  }

  private static void compare(
      Review a,
      Text textA,
      Review b,
      Text textB,
      @Nullable Background background,
      Map<Long, Evidence> found) {
    keep(a.id(), b.id(), Likeness.compare(textA, textB, background), found);
    keep(b.id(), a.id(), Likeness.compare(textB, textA, background), found);
  }

  private static void keep(
      long review, long other, changke.engine.likeness.Match match, Map<Long, Evidence> found) {
    if (match.ownTokens() < LEAST_TOKENS || match.share() < LEAST_SHARE) return;
    var copied = new Evidence.CopiedText(other, match.share(), match.passages());
    found.merge(review, copied, (old, now) -> old.weight() >= now.weight() ? old : now);
  }
}
