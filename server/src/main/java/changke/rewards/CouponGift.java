package changke.rewards;

import changke.shared.PersonId;
import java.util.Map;

/// A coupon for a person under the terms of a key. `fact` names the gift: one fact brings one
/// coupon. `cause` and `why` say what triggered it and are kept.
public record CouponGift(
    PersonId person, String terms, String fact, Cause cause, Map<String, String> why) {

  /// What a gift comes from.
  public enum Cause {
    /// A published rule: what somebody did, or a date.
    RULE,
    /// A prediction about the person. Only what everyone of the class can claim may be given so.
    PREDICTION,
    /// A person decided, compensation for instance.
    STAFF
  }

  public CouponGift {
    why = Map.copyOf(why);
  }
}
