package changke.backoffice.payments;

import changke.pages.Page;
import changke.payments.Channel;
import changke.payments.ChannelId;
import changke.payments.CredentialChange;
import changke.payments.PaymentChannels;
import java.util.List;
import java.util.Map;

/// The ways to pay in their order, with the changes that wait; `live` are those that buyers see.
record ChannelsPage(
    Tabs tabs,
    List<Channel> channels,
    List<ChannelId> live,
    Map<ChannelId, CredentialChange> waiting,
    List<PaymentChannels.Kind> kinds,
    boolean may)
    implements Page {}
