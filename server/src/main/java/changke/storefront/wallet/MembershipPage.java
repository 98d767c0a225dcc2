package changke.storefront.wallet;

import changke.pages.Page;
import changke.rewards.Adviser;
import changke.rewards.TierLevel;
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
    List<Level> levels,
    @Nullable Adviser adviser,
    List<Own> rights,
    @Nullable MonthDay birthday)
    implements Page {

  /// What a tier asks for within a year and what it brings.
  record Level(TierLevel level, String word, Money asks, List<String> benefits) {}

  /// How much of the way to the next tier is gone, in percent, by the part that is further behind.
  int way() {
    var next = standing.next();
    if (next == null || missing == null) {
      return 100;
    }
    var byMoney = share(spent.minor(), missing.minor());
    var byOrders = share(standing.orders(), next.missingOrders());
    return Math.min(byMoney, byOrders);
  }

  private static int share(long done, long missing) {
    return missing == 0 ? 100 : (int) (100 * done / (done + missing));
  }

  /// A benefit that points were exchanged for, and until when.
  record Own(String word, Instant until) {}
}
