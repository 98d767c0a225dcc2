package changke.backoffice.payments;

import changke.pages.Page;
import changke.payments.Channel;
import changke.payments.ChannelId;
import changke.payments.NotificationRecord;
import changke.shared.Slice;
import changke.shared.Words;
import java.util.List;
import java.util.Map;

/// What providers told, or what somebody said they did: two logs, never mixed.
record NotificationsPage(
    Tabs tabs,
    boolean verified,
    Filter filter,
    List<Channel> channels,
    Map<ChannelId, Words> names,
    Slice<NotificationRecord> notifications)
    implements Page {}
