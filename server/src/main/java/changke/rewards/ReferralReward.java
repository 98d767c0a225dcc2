package changke.rewards;

import changke.shared.OrderId;
import changke.shared.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What a purchase earns somebody who sent its buyer.
///
/// @param keptMinor what the buyer paid and kept, in minor units
/// @param amount points
/// @param reason a word's ending that says why it was refused or clawed back; empty while it was
///   not
/// @param evidence what speaks against it, for people to judge
public record ReferralReward(
    UUID id,
    OrderId order,
    ReferralRule.Level level,
    PersonId promoter,
    PersonId buyer,
    String region,
    int ruleVersion,
    long keptMinor,
    long amount,
    State state,
    String reason,
    List<String> evidence,
    Instant orderedAt,
    Instant dueAt) {

  /// Where a reward stands.
  public enum State {
    /// Money can still go back.
    PENDING,
    /// Something speaks against it; a person looks.
    REVIEW,
    PAID,
    REFUSED,
    CLAWED_BACK
  }

  public ReferralReward {
    evidence = List.copyOf(evidence);
  }

  ReferralReward in(State other, String why, List<String> found) {
    return new ReferralReward(
        id,
        order,
        level,
        promoter,
        buyer,
        region,
        ruleVersion,
        keptMinor,
        amount,
        other,
        why,
        found,
        orderedAt,
        dueAt);
  }

  ReferralReward worth(long kept, long points) {
    return new ReferralReward(
        id,
        order,
        level,
        promoter,
        buyer,
        region,
        ruleVersion,
        kept,
        points,
        state,
        reason,
        evidence,
        orderedAt,
        dueAt);
  }

  String fact() {
    return "referral " + id;
  }
}
