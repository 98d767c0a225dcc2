package changke.rewards;

import java.time.Instant;
import java.util.UUID;

/// What became of granting or claiming a coupon.
public sealed interface CouponGranted {

  /// The person has it, until then.
  record Granted(UUID coupon, Instant expiresAt) implements CouponGranted {}

  /// The same fact, or the same code by the same person, brought this coupon before.
  record Before(UUID coupon) implements CouponGranted {}

  record Refused(Reason reason) implements CouponGranted {}

  /// Why somebody does not get one.
  enum Reason {
    /// No such terms are in force, or no such code waits.
    NONE_IN_FORCE,
    /// All of them are gone.
    GONE,
    /// The person had as many as one may have.
    HAD_ENOUGH,
    /// The person is not of the class they are for.
    NOT_FOR_YOU,
    /// A prediction may not give what the class cannot claim.
    NOT_CLAIMABLE
  }
}
