package changke.backoffice.payments;

import changke.pages.Page;
import changke.payments.Channel;
import changke.payments.ChannelId;
import changke.payments.Charge;
import changke.shared.Slice;
import changke.shared.Words;
import java.util.List;
import java.util.Map;

/// What buyers were asked to pay.
record ChargesPage(
    Tabs tabs,
    Filter filter,
    List<Channel> channels,
    Map<ChannelId, Words> names,
    Slice<Charge> charges)
    implements Page {}
