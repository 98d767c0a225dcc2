package changke.storefront.messages;

import changke.messaging.Told;
import changke.pages.Page;
import changke.shared.Slice;
import changke.storefront.Front;

/// Everything that was sent to a member or was not, with its reason.
record AllPage(Front front, Slice<Told> messages) implements Page {}
