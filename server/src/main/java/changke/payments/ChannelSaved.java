package changke.payments;

import java.time.Instant;
import java.util.Map;

/// What became of telling a channel what it needs.
public sealed interface ChannelSaved {

  /// It counts from then on; until then it can be stopped.
  record Done(ChannelId channel, Instant activeFrom) implements ChannelSaved {}

  /// What does not fit, by field: `missing`, `address`, `choice`, `key`, `text`.
  record Unfit(Map<String, String> problems) implements ChannelSaved {}

  record NoSuchChannel() implements ChannelSaved {}
}
