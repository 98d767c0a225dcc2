package changke.orders;

import changke.shared.OfferId;
import changke.shared.PersonId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Port: how much trust a member has earned, as a factor on what may wait for payment at once, and
/// what that trust brings when something is wrong.
public interface BuyerStanding {

  /// 1 for everyone else, more for those who are trusted.
  int quotaFactor(PersonId person);

  /// The offers among these that this buyer (null is a guest) may not buy yet, because they are
  /// open to others first.
  default Set<OfferId> closedTo(@Nullable PersonId person, Set<OfferId> offers) {
    return Set.of();
  }

  /// Whether this buyer's complaints stand before others' in the operators' queue. A merchant's
  /// queue does not tell what somebody is to the platform.
  default boolean goesFirst(PersonId person) {
    return false;
  }

  /// Whether this buyer's complaints are to be answered within the shorter time, after which
  /// silence brings another card or the money.
  default boolean isRefundedFast(PersonId person) {
    return false;
  }
}
