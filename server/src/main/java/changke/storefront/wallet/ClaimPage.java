package changke.storefront.wallet;

import changke.pages.Page;
import changke.rewards.PublishedRule;
import changke.storefront.Front;

/// A coupon that can be claimed, with its terms; a page to link to from anywhere.
record ClaimPage(Front front, String key, PublishedRule rule) implements Page {}
