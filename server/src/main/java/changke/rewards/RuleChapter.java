package changke.rewards;

import changke.shared.Words;
import java.util.List;

/// A chapter of the public rulebook, written from what is in force. Whoever owns rules that people
/// are rewarded, ranked or drawn by declares one as a bean.
public interface RuleChapter {

  /// Where it stands among the chapters and how it is told apart, `20-points` for instance.
  String key();

  Words title();

  /// Every rule in force; the keys of a chapter are all different.
  List<PublishedRule> rules();
}
