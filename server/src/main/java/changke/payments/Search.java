package changke.payments;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an operator looks for in a list: a number of ours or of the provider, a state, a channel, a
/// span of time. What is empty or null filters nothing.
public record Search(
    String text,
    String state,
    @Nullable ChannelId channel,
    @Nullable Instant since,
    @Nullable Instant until) {

  public static final Search ALL = new Search("", "", null, null, null);

  public Search {
    text = text.strip();
  }

  @Nullable String channelText() {
    return channel == null ? null : channel.toString();
  }

  @Nullable String sinceText() {
    return since == null ? null : since.toString();
  }

  @Nullable String untilText() {
    return until == null ? null : until.toString();
  }
}
