package changke.storefront.messages;

import changke.messaging.Told;
import changke.pages.Page;
import changke.shared.Slice;
import changke.storefront.Front;

/// What lies in the inbox, the newest first, and how much of it is new.
record InboxPage(Front front, Slice<Told> messages, int unread) implements Page {}
