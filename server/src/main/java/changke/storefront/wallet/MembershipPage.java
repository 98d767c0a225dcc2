package changke.storefront.wallet;

import changke.pages.Page;
import changke.rewards.PublishedRule;
import changke.rewards.TierStanding;
import changke.shared.Money;
import changke.storefront.Front;
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
    @Nullable MonthDay birthday)
    implements Page {}
