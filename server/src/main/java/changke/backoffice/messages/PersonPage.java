package changke.backoffice.messages;

import changke.identity.Person;
import changke.messaging.Calm;
import changke.messaging.Channel;
import changke.messaging.MessageChoices;
import changke.messaging.Told;
import changke.messaging.Topic;
import changke.pages.Page;
import changke.shared.Slice;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What one person was told and not told, and what they chose.
record PersonPage(
    Person person,
    Slice<Told> messages,
    Calm calm,
    Map<Channel, Set<Topic>> wanted,
    List<MessageChoices.Word> said,
    boolean heldOut)
    implements Page {}
