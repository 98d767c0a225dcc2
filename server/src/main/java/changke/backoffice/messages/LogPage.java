package changke.backoffice.messages;

import changke.messaging.MessageLog;
import changke.messaging.Reason;
import changke.messaging.Told;
import changke.pages.Page;
import changke.shared.Slice;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The log, how each source fared in seven days, and why messages were withheld.
record LogPage(
    MessageLog.Filter filter,
    Slice<Told> messages,
    List<MessageLog.Tally> tallies,
    List<MessageLog.Refusals> refusals)
    implements Page {

  /// The address of another page of the same question, without its number.
  String path() {
    Told.State state = filter.state();
    Reason reason = filter.reason();
    return "/backoffice/messages?"
        + (state == null ? "" : "state=" + state + "&")
        + (reason == null ? "" : "reason=" + reason + "&")
        + "source="
        + URLEncoder.encode(filter.source(), StandardCharsets.UTF_8)
        + "&page=";
  }
}
