package changke.backoffice.play;

import changke.pages.Page;
import changke.rewards.ReferralReward;
import changke.rewards.ReferralRule;
import changke.shared.Slice;
import java.util.Currency;
import java.util.List;

/// The referral rule of each region, and rewards that wait for somebody to look at the evidence.
record ReferralsPage(
    Currency currency, List<ReferralRule> rules, Slice<ReferralReward> waiting, boolean unfit)
    implements Page {}
