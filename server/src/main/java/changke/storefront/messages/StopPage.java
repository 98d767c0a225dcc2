package changke.storefront.messages;

import changke.messaging.Topic;
import changke.pages.Page;
import changke.storefront.Front;

/// Asks whether mail about one topic should end, or says that it has.
record StopPage(Front front, String token, Topic topic, boolean done) implements Page {}
