package changke.storefront.wallet;

import changke.pages.Page;
import changke.rewards.Adviser;
import changke.rewards.PublishedRule;
import changke.rewards.TierStanding;
import changke.shared.Money;
import changke.storefront.Front;
import java.time.Instant;
import java.time.MonthDay;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a member stands, what is missing to the next tier, what each brings, and the birthday.
/// `missing` is the money to the next tier, null at the top.
record MembershipPage(
    Front front,
    TierStanding standing,
    String tierWord,
    Money spent,
    @Nullable Money missing,
    @Nullable String nextWord,
    List<PublishedRule> levels,
    @Nullable Adviser adviser,
    List<Own> rights,
    @Nullable MonthDay birthday)
    implements Page {

  /// A benefit that points were exchanged for, and until when.
  record Own(String word, Instant until) {}
}
