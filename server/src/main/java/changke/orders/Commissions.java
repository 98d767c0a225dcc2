package changke.orders;

import changke.shared.MerchantId;
import changke.shared.PersonId;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Port: what the platform keeps of a sale, where a rule says something else than the setting. It
/// is asked for every line of every order and must answer from memory where it can.
public interface Commissions {

  /// In hundredths of a percent; nothing when no rule fits. `person` is null for a guest.
  OptionalInt basisPoints(
      MerchantId merchant, String category, @Nullable PersonId person, Instant at);
}
