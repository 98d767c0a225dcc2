package changke.storefront.referral;

import changke.pages.Page;
import changke.rewards.ContributionScore;
import changke.rewards.ReferralReward;
import changke.rewards.ReferralRule;
import changke.rewards.Referrals;
import changke.shared.Slice;
import changke.storefront.Front;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/// A promoter's page: link, poster, earnings with their state, contribution, the rule.
///
/// @param rule null where nothing is paid for referrals
record ReferralPage(
    Front front,
    Currency currency,
    String link,
    Referrals.Standing standing,
    Slice<ReferralReward> rewards,
    ContributionScore contribution,
    @Nullable ReferralRule rule)
    implements Page {}
