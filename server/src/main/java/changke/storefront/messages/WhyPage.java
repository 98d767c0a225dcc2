package changke.storefront.messages;

import changke.messaging.Told;
import changke.pages.Page;
import changke.storefront.Front;

/// Why a letter came: the rule, the data that it used, and the switch.
record WhyPage(Front front, String token, Told told) implements Page {}
