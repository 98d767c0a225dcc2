package changke.backoffice.payments;

import changke.pages.Page;
import changke.payments.Channel;
import changke.payments.ChannelId;
import changke.payments.Reconciliation;
import changke.shared.Slice;
import changke.shared.Words;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// Days compared with providers' lists; `channels` are those that can be compared.
record ReconciliationPage(
    Tabs tabs,
    List<Channel> channels,
    Map<ChannelId, Words> names,
    LocalDate yesterday,
    Slice<Reconciliation> days)
    implements Page {}
