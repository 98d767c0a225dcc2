package changke.backoffice.payments;

import changke.pages.Page;
import changke.payments.ChannelId;
import changke.payments.Surplus;
import changke.shared.Slice;
import changke.shared.Words;
import java.util.Map;

/// What was paid twice and waits for somebody to decide.
record SurplusPage(
    Tabs tabs, boolean all, Map<ChannelId, Words> names, Slice<Surplus> surpluses, boolean may)
    implements Page {}
