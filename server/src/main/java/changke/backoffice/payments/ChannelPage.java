package changke.backoffice.payments;

import changke.pages.Page;
import changke.payments.Channel;
import changke.payments.ChannelField;
import changke.payments.ChannelId;
import changke.payments.CredentialChange;
import changke.payments.PaymentChannels;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A channel's own page, or the form of a new one when `channel` is null. Secrets are never in it:
/// `typed` holds settings only.
record ChannelPage(
    Tabs tabs,
    PaymentChannels.@Nullable Kind kind,
    @Nullable Channel channel,
    Map<String, String> typed,
    Map<String, String> problems,
    List<CredentialChange> changes,
    @Nullable CredentialChange waiting,
    Map<String, String> people,
    @Nullable String notifyAt,
    boolean may)
    implements Page {

  String value(ChannelField field) {
    return typed.getOrDefault(field.name(), field.otherwise());
  }

  boolean fresh() {
    return channel == null;
  }

  @Nullable ChannelId id() {
    return channel == null ? null : channel.id();
  }

  @Override
  public int status() {
    return problems.isEmpty() ? 200 : 422;
  }
}
