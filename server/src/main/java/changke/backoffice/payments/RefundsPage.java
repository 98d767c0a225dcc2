package changke.backoffice.payments;

import changke.pages.Page;
import changke.payments.Channel;
import changke.payments.ChannelId;
import changke.payments.RefundRecord;
import changke.shared.Slice;
import changke.shared.Words;
import java.util.List;
import java.util.Map;

/// What goes back to buyers; `may` says whether the reader may decide about it.
record RefundsPage(
    Tabs tabs,
    Filter filter,
    List<Channel> channels,
    Map<ChannelId, Words> names,
    Slice<RefundRecord> refunds,
    boolean may)
    implements Page {}
