package changke.orders;

import changke.shared.OfferId;
import changke.shared.PersonId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Port: how much trust a member has earned, as a factor on what may wait for payment at once.
public interface BuyerStanding {

  /// 1 for everyone else, more for those who are trusted.
  int quotaFactor(PersonId person);

  /// The offers among these that this buyer (null is a guest) may not buy yet, because they are
  /// open to others first.
  default Set<OfferId> closedTo(@Nullable PersonId person, Set<OfferId> offers) {
    return Set.of();
  }
}
